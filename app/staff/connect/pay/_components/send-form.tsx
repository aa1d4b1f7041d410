"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { PayerField } from "@/app/staff/_components/entry/payer-field";
import { useEntryPayer } from "@/app/staff/_components/entry/use-entry-payer";
import { ActionForm } from "@/components/forms/action-form";
import { FormSegment, FormText, FormTextArea } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { PadKey } from "@/components/ui/pad-key";
import type { BalanceChange, SendAnswer } from "@/lib/connect-payments/model";
import { type SendTyped, sendForm } from "@/lib/connect-payments/schemas";
import { getConnectPayerAction, listConnectPayersAction, sendDraftAction } from "../actions";
import { ArMessageField } from "./ar-message-field";
import { AssociatedPayers } from "./associated-payers";
import { BalancesChanged } from "./balances-changed";
import { type PayAddress, payHref } from "./pay-address";
import type { PayFacts } from "./pay-facts";

type Props = { facts: PayFacts; at: PayAddress; systemName: string; lifeHours: number };

/** Send for Payment: the payer pays by themselves, one link for each kind of money and matter. */
export function SendForm({ facts, at, systemName, lifeHours }: Props) {
  const t = useTranslations("connectPay.send");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [changes, setChanges] = useState<readonly BalanceChange[] | null>(null);
  const schema = useMemo(() => sendForm(), []);
  const { draftId } = facts;
  const form = useActionForm<SendTyped, SendAnswer>({
    schema: schema as never,
    defaultValues: startOf(facts) as never,
    action: (input) => sendDraftAction({ ...input, draftId }),
    onDone: (answer) => {
      if (answer.kind === "changed") return setChanges(answer.changes);
      router.replace(payHref("result", { draft: draftId }));
    },
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
      <PadKey>{t("padKey")}</PadKey>
      <Fields facts={facts} />
      <ArMessageField systemName={systemName} />
      {changes && <BalancesChanged {...{ changes, at, systemName }} locale={facts.locale} isSend />}
      <Submit count={facts.openParts.length} lifeHours={lifeHours} pending={form.pending} />
    </ActionForm>
  );
}

function startOf({ arMessage, payer }: PayFacts): SendTyped {
  return {
    ...{ payerId: payer?.id ?? "", payerName: payer?.name ?? "", payerKind: "business", savePayer: false },
    receiptEmails: payer?.emails[0] ?? "",
    ...{ arMessage, delivery: "mail", message: "" },
  };
}

function Fields({ facts }: { facts: PayFacts }) {
  const t = useTranslations("connectPay.send");
  const pay = useTranslations("connectPay.pay");
  const common = useTranslations("common");
  const { control } = useFormContext<SendTyped>();
  const isMail = useWatch({ control, name: "delivery" }) === "mail";
  const chosen = useEntryPayer({
    start: facts.payer,
    find: listConnectPayersAction,
    read: getConnectPayerAction,
    onPayer: () => {},
  });
  return (
    <>
      <PayerField
        chosen={chosen}
        may={facts.may}
        changeLabel={pay("changePayer")}
        offers={<AssociatedPayers offered={facts.offered} onChoose={(id) => void chosen.choose(id)} />}
      />
      <section className="form-section" aria-labelledby="send-delivery">
        <h2 id="send-delivery" className="title-section">
          {t("delivery")}
        </h2>
        <FormSegment
          name="delivery"
          label={t("delivery")}
          hideLabel
          options={[
            { value: "mail", label: t("byEmail") },
            { value: "link", label: t("byLink") },
          ]}
        />
        <div className="form-grid mt-4">
          <FormText
            name="receiptEmails"
            label={t("emails")}
            {...(isMail ? { required: common("required") } : { optional: common("optional") })}
            hint={t(isMail ? "emailsHint" : "emailsHintLink")}
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            className="span-all"
          />
          <FormTextArea name="message" label={t("message")} optional={common("optional")} className="span-all" />
        </div>
      </section>
    </>
  );
}

function Submit({ count, lifeHours, pending }: { count: number; lifeHours: number; pending: boolean }) {
  const t = useTranslations("connectPay.send");
  const { control } = useFormContext<SendTyped>();
  const isMail = useWatch({ control, name: "delivery" }) === "mail";
  return (
    <div className="actions mt-6">
      <FormSubmit
        variant="primary"
        icon={isMail ? "send" : "link"}
        pending={pending}
        pendingLabel={t(isMail ? "sending" : "generating")}
      >
        {t(isMail ? "submitMail" : "submitLink", { count })}
      </FormSubmit>
      <span className="text-ink-2 text-sm">{t("life", { hours: lifeHours })}</span>
    </div>
  );
}
