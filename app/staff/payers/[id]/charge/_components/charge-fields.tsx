"use client";

import { useTranslations } from "next-intl";
import { FormText } from "@/components/forms/form-fields";
import { FormMoney } from "@/components/forms/form-readings";
import { NamedAccount } from "@/components/payments/account-tag";
import type { ChargeSubject } from "./charge-subject";

/** How much, into which account, what for. The account is the one the method is kept at, so there is nothing to choose. */
export function ChargeFields({ subject }: { subject: ChargeSubject }) {
  const t = useTranslations("method.staff.chargeForm");
  const common = useTranslations("common");
  const money = useTranslations("money.refusal");
  const { method } = subject;
  const isTrust = method.accountKind === "trust";
  const word = isTrust ? { required: common("required") } : { optional: common("optional") };
  return (
    <section className="form-section">
      <h2 className="title-section">{t("what")}</h2>
      <p className="mb-4 text-sm">
        <NamedAccount kind={method.accountKind} name={method.accountName} />
      </p>
      <div className="form-grid">
        <FormMoney
          name="amountCents"
          label={t("amount")}
          required={common("required")}
          currency={method.currency}
          locale={subject.locale}
          describeRefusal={({ code, ...values }) => money(code, values)}
        />
        <FormText name="invoiceNumber" label={t("invoiceNumber")} optional={common("optional")} autoComplete="off" />
        <FormText
          name="clientRef"
          label={t("client")}
          hint={isTrust ? t("clientHint") : undefined}
          autoComplete="off"
          {...word}
        />
        <FormText
          name="matterRef"
          label={t("matter")}
          hint={isTrust ? t("matterHint") : undefined}
          autoComplete="off"
          {...word}
        />
        <FormText
          name="receiptEmails"
          label={t("receiptEmails")}
          optional={common("optional")}
          hint={t("receiptHint")}
          inputMode="email"
          spellCheck={false}
          autoComplete="off"
          className="span-all"
        />
      </div>
    </section>
  );
}
