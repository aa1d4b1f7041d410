"use client";

import { useTranslations } from "next-intl";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { FormDate, FormMoney } from "@/components/forms/form-readings";
import { AccountTag } from "@/components/payments/account-tag";
import type { DateRefusal } from "@/components/ui/date-text";
import { formatDateText } from "@/components/ui/date-text";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import type { QuickLinkFacts } from "./form-facts";

type Props = { facts: QuickLinkFacts; account: MerchantAccountView | undefined };

/** How much, into which account, what for. A trust account also asks whose money it is. */
export function PaymentFields({ facts, account }: Props) {
  const t = useTranslations("links");
  const common = useTranslations("common");
  const money = useTranslations("money.refusal");
  const words = { required: common("required"), optional: common("optional") };
  const describeDate = ({ code, found }: DateRefusal) =>
    t(`dateProblem.${code}`, { found, example: formatDateText(facts.today, facts.locale) });
  return (
    <section className="form-section">
      <h2 className="title-section">{t("quickLink.payment")}</h2>
      <div className="form-grid">
        <FormSelect
          name="account"
          label={t("quickLink.account")}
          required={words.required}
          lead={account && <AccountTag kind={account.kind} />}
          options={facts.accounts.map(({ id, name }) => ({ value: id, label: name }))}
          hint={account && t("quickLink.accountHint", { last4: account.bankLast4, currency: account.currency })}
        />
        <FormMoney
          name="amountCents"
          label={t("quickLink.amount")}
          required={words.required}
          currency={account?.currency ?? "USD"}
          locale={facts.locale}
          describeRefusal={({ code, ...values }) => money(code, values)}
        />
        {account?.kind === "trust" && <TrustFields />}
        <FormText
          name="invoiceNumber"
          label={t("quickLink.invoiceNumber")}
          optional={words.optional}
          autoComplete="off"
        />
        <FormDate
          name="dueDate"
          label={t("quickLink.dueDate")}
          optional={words.optional}
          locale={facts.locale}
          today={facts.today}
          pickerLabel={t("quickLink.calendar")}
          hint={t("quickLink.dueDateHint")}
          describeRefusal={describeDate}
        />
      </div>
    </section>
  );
}

function TrustFields() {
  const t = useTranslations("links.quickLink");
  const required = useTranslations("common")("required");
  return (
    <>
      <FormText name="clientRef" label={t("client")} required={required} hint={t("clientHint")} autoComplete="off" />
      <FormText name="matterRef" label={t("matter")} required={required} hint={t("matterHint")} autoComplete="off" />
    </>
  );
}
