"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { type Control, useFormContext, useWatch } from "react-hook-form";
import { AddressFields } from "@/app/staff/_components/entry/address-fields";
import { BankQuestion, NotCharged } from "@/app/staff/_components/entry/entry-questions";
import { LeaveGuard } from "@/app/staff/_components/entry/leave-guard";
import { PayerField } from "@/app/staff/_components/entry/payer-field";
import { useEntryPayer } from "@/app/staff/_components/entry/use-entry-payer";
import { ActionForm } from "@/components/forms/action-form";
import { useActionForm } from "@/components/forms/use-action-form";
import { PadKey } from "@/components/ui/pad-key";
import { type ManualTyped, manualForm } from "@/lib/connect-payments/schemas";
import { getConnectPayerAction, listConnectPayersAction } from "../actions";
import { ArMessageField } from "./ar-message-field";
import { AssociatedPayers } from "./associated-payers";
import { BalancesChanged } from "./balances-changed";
import type { DraftAnswer } from "./charge-draft";
import { methodsFor } from "./methods-for";
import type { PayAddress } from "./pay-address";
import type { PayFacts } from "./pay-facts";
import { PayMethod } from "./pay-method";
import { PaySubmit } from "./pay-submit";
import { ReceiptsField } from "./receipts-field";
import { type Paying, type PayStage, usePay } from "./use-pay";

type Props = {
  facts: PayFacts;
  at: PayAddress;
  systemName: string;
  /** What came of an earlier press, when that was a definite no. */
  declined: { paymentId: string; code: string } | null;
  /** Something of the draft was paid by them already: nobody else pays the rest. */
  fixedPayer: string | null;
};

/** Manual entry: the client's method, charged by staff. One draft is one set of payments at most. */
export function ManualForm({ facts, at, systemName, declined, fixedPayer }: Props) {
  const t = useTranslations("connectPay.pay");
  const words = useTranslations("errors.field");
  const start: PayStage = declined ? { kind: "declined", ...declined } : { kind: "form" };
  const paying = usePay(facts, start);
  const schema = useMemo(() => manualForm(facts.accounts.map(({ id }) => id)), [facts.accounts]);
  const form = useActionForm<ManualTyped, DraftAnswer>({
    schema: schema as never,
    defaultValues: facts.start as never,
    action: (input) => paying.send(input as never),
    onDone: paying.take,
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  const isOver = paying.stage.kind === "leaving" || paying.stage.kind === "challenge";
  useNewQuestions(form.methods.control, paying.reset);
  return (
    <>
      <LeaveGuard isOn={form.methods.formState.isDirty && !isOver} />
      <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
        <Body {...{ facts, at, systemName, paying, fixedPayer }} submit={form.submit} pending={form.pending} />
      </ActionForm>
    </>
  );
}

type BodyProps = Pick<Props, "facts" | "at" | "systemName" | "fixedPayer"> & {
  paying: Paying;
  submit: () => void;
  pending: boolean;
};

function Body({ facts, at, systemName, paying, fixedPayer, submit, pending }: BodyProps) {
  const t = useTranslations("connectPay.pay");
  const { setValue, getValues } = useFormContext<ManualTyped>();
  const chosen = useEntryPayer({
    start: facts.payer,
    find: listConnectPayersAction,
    read: getConnectPayerAction,
    onPayer: (payer) => {
      const methodIds = methodsFor(payer, facts.accounts);
      setValue("methodIds", methodIds ?? {});
      if (methodIds) setValue("methodKind", "saved");
      else if (!payer && getValues("methodKind") === "saved") setValue("methodKind", "card");
    },
  });
  const { stage, round } = paying;
  const isAtBank = stage.kind === "challenge";
  return (
    <>
      {isAtBank && (
        <BankQuestion
          url={stage.url}
          locale={facts.locale}
          onDone={() => void paying.finishChallenge(stage.paymentId)}
        />
      )}
      <div hidden={isAtBank}>
        <PadKey>{t("padKey")}</PadKey>
        {fixedPayer ? (
          <p className="mt-4">{t("fixedPayer", { name: fixedPayer })}</p>
        ) : (
          <PayerField
            chosen={chosen}
            may={facts.may}
            changeLabel={t("changePayer")}
            offers={<AssociatedPayers offered={facts.offered} onChoose={(id) => void chosen.choose(id)} />}
          />
        )}
        <ReceiptsField fixed={fixedPayer !== null} />
        {stage.kind === "changed" && (
          <BalancesChanged changes={stage.changes} at={at} systemName={systemName} locale={facts.locale} />
        )}
        {stage.kind === "declined" && <NotCharged key={round} paymentId={stage.paymentId} code={stage.code} />}
        <PayMethod facts={facts} payer={chosen.payer} paying={paying} onEnter={submit} />
        <AddressFields countries={facts.countries} />
        <ArMessageField systemName={systemName} />
        <PaySubmit facts={facts} paying={paying} submit={submit} pending={pending} />
      </div>
    </>
  );
}

/** An answer holds for what was asked: another payer or method is asked about anew. */
function useNewQuestions(control: Control<ManualTyped>, reset: () => void): void {
  const { payerId, payerName, methodKind, methodIds } = useWatch({ control }) as ManualTyped;
  const asked = JSON.stringify([payerId, payerName, methodKind, methodIds]);
  const before = useRef(asked);
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    reset();
  });
}
