"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect, FormText, FormTextArea } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { LinkButton } from "@/components/ui/link-button";
import { PadKey } from "@/components/ui/pad-key";
import { AutoPayForm as AutoPayFormSchema, type AutoPayTyped, MAX_AUTO_PAY_NAME } from "@/lib/auto-pays/schemas";
import { MAX_AR_MESSAGE } from "@/lib/connect-settings/model";
import { autoPayAddress } from "../../_components/auto-pay-address";
import { submitAutoPayAction } from "../actions";
import { AmountFields } from "./amount-fields";
import { CalendarFields } from "./calendar-fields";
import type { AutoPayFormFacts } from "./form-needs";

/** The terms of an Auto-Pay, new or changed. */
export function AutoPayForm({ start, facts }: { start: AutoPayTyped; facts: AutoPayFormFacts }) {
  const t = useTranslations("autoPays.form");
  const form = useAutoPayForm(start, facts);
  const values = useWatch({ control: form.methods.control });
  const method = facts.methods.find(({ id }) => id === values.methodId) ?? facts.methods[0];
  const { setValue } = form.methods;
  // A saved method belongs to one account: choosing it chooses that.
  useEffect(() => {
    if (method) setValue("accountId", method.accountId);
  }, [method, setValue]);
  return (
    <div className="sheet sheet-form max-w-[46rem]">
      <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
        <PadKey>{t("padKey")}</PadKey>
        <WhatFields facts={facts} account={method} />
        <CalendarFields facts={facts} isTwice={values.frequency === "twice_monthly"} />
        <AmountFields facts={facts} isCapped={values.amount === "up_to"} currency={method?.currency ?? "USD"} />
        <p className="mt-6 text-ink-2 text-sm">{t("responsibility", { text: facts.acknowledgement })}</p>
        <div className="actions mt-4">
          <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("submitting")}>
            {t("submit")}
          </FormSubmit>
          <LinkButton href={facts.backHref} variant="quiet">
            {t("cancel")}
          </LinkButton>
        </div>
      </ActionForm>
    </div>
  );
}

function useAutoPayForm(start: AutoPayTyped, facts: AutoPayFormFacts) {
  const t = useTranslations("autoPays.form");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const { payerId, autoPayId, revision, requestId } = facts;
  return useActionForm<AutoPayTyped, { id: string }>({
    schema: AutoPayFormSchema,
    defaultValues: start,
    requestId,
    action: (typed) => submitAutoPayAction({ ...typed, payerId, autoPayId, revision, requestId }),
    onDone: ({ id }) => router.push(autoPayAddress(payerId, id, "enroll")),
    guardUnsaved: true,
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
}

type WhatProps = { facts: AutoPayFormFacts; account: AutoPayFormFacts["methods"][number] | undefined };

function WhatFields({ facts, account }: WhatProps) {
  const t = useTranslations("autoPays.form");
  const common = useTranslations("common");
  return (
    <section className="form-section">
      <h2 className="title-section">{t("what")}</h2>
      <div className="form-grid">
        <FormSelect
          name="methodId"
          label={t("method")}
          required={common("required")}
          hint={t("methodHint")}
          options={facts.methods.map(({ id, label }) => ({ value: id, label }))}
        />
        <FormText
          name="name"
          label={t("name")}
          required={common("required")}
          hint={t("nameHint")}
          maxLength={MAX_AUTO_PAY_NAME}
          autoComplete="off"
        />
        <FormSelect
          key={account?.accountId}
          name="accountId"
          label={t("account")}
          required={common("required")}
          hint={t("accountHint")}
          options={account ? [{ value: account.accountId, label: account.accountName }] : []}
        />
        <FormTextArea
          name="arMessage"
          label={t("arMessage")}
          optional={common("optional")}
          hint={t("arMessageHint")}
          rows={2}
          maxLength={MAX_AR_MESSAGE}
          className="span-all"
        />
      </div>
    </section>
  );
}
