"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PadKey } from "@/components/ui/pad-key";
import { ChargeMethodInput } from "@/lib/methods/schemas";
import { formatMoney } from "@/lib/money/format-money";
import type { ChargeResult } from "@/lib/payments/model";
import { chargeMethodAction } from "../../../actions";
import { AuthorizationFields } from "./authorization-fields";
import { ChargeDone, isOver } from "./charge-done";
import { ChargeFields } from "./charge-fields";
import type { ChargeSubject } from "./charge-subject";

/** As it is typed: no amount yet, nothing ticked. */
export type ChargeTyped = Omit<ChargeMethodInput, "amountCents" | "isAuthorized"> & {
  amountCents?: number;
  isAuthorized: boolean;
};

/** Charges a saved method on the client's word: how much, what for, and who gave leave. */
export function ChargeForm(subject: ChargeSubject) {
  const t = useTranslations("method.staff.chargeForm");
  const [result, setResult] = useState<ChargeResult | null>(null);
  const form = useCharge(subject, setResult);
  const values = useWatch({ control: form.methods.control }) as ChargeTyped;
  const { method, payer, locale } = subject;
  const cents = values.amountCents;
  const isSum = typeof cents === "number" && Number.isSafeInteger(cents) && cents > 0;
  const amount = isSum ? formatMoney(cents, method.currency, locale) : "";
  if (result && isOver(result))
    return <ChargeDone result={result} subject={subject} amount={amount} receiptEmails={values.receiptEmails} />;
  return (
    <div className="sheet sheet-form max-w-[40rem]">
      {result && !form.pending && <NotCharged result={result} />}
      <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
        <PadKey>{t("padKey")}</PadKey>
        <ChargeFields subject={subject} />
        <AuthorizationFields />
        <div className="actions mt-6">
          <FormSubmit variant="primary" icon="card" pending={form.pending} pendingLabel={t("pending")}>
            {amount ? t("submit", { amount }) : t("submitEmpty")}
          </FormSubmit>
          <LinkButton href={`/staff/payers/${payer.id}?tab=methods`} variant="quiet">
            {t("cancel")}
          </LinkButton>
        </div>
      </ActionForm>
    </div>
  );
}

function NotCharged({ result }: { result: ChargeResult }) {
  const t = useTranslations("method.staff.chargeForm");
  const payments = useTranslations("payments.declineReason");
  const code = result.kind === "declined" ? result.declineCode : "";
  const reason = payments.has(code as never) ? payments(code as never) : code;
  return (
    <Banner
      tone="danger"
      role="alert"
      title={code ? t("declined", { reason }) : t("failed")}
      action={
        <LinkButton href={`/staff/payments/${result.paymentId}`} size="sm">
          {t("payment")}
        </LinkButton>
      }
      className="mb-5"
    />
  );
}

function useCharge({ requestKey, method, payer }: ChargeSubject, onDone: (result: ChargeResult) => void) {
  const t = useTranslations("method.staff.chargeForm");
  const words = useTranslations("errors.field");
  const start: ChargeTyped = {
    methodId: method.id,
    invoiceNumber: "",
    clientRef: payer.clientRef,
    matterRef: "",
    receiptEmails: payer.email,
    authorizedBy: "",
    authorizedHow: "phone",
    note: "",
    isAuthorized: false,
    requestKey,
  };
  return useActionForm<ChargeTyped, ChargeResult>({
    schema: ChargeMethodInput as never,
    defaultValues: start,
    action: (input) => chargeMethodAction(input as never),
    onDone,
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
}
