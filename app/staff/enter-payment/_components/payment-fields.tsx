"use client";

import { useTranslations } from "next-intl";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { FormMoney } from "@/components/forms/form-readings";
import { useAccountLead } from "@/components/payments/account-tag";
import type { EntryAccount } from "@/lib/payment-forms/model";
import type { EntryFacts } from "./entry-facts";

type Props = { facts: EntryFacts; account: EntryAccount | undefined; hidden: ReadonlySet<string> };

/** Into which account, how much, what for. A trust account also asks whose money it is. */
export function PaymentFields({ facts, account, hidden }: Props) {
  const t = useTranslations("enterPayment");
  const common = useTranslations("common");
  const money = useTranslations("money.refusal");
  const lead = useAccountLead(account);
  const isTrust = account?.kind === "trust";
  const optional = { optional: common("optional") };
  const word = isTrust ? { required: common("required") } : optional;
  return (
    <section className="form-section" aria-labelledby="entry-payment">
      <h2 id="entry-payment" className="title-section">
        {t("payment")}
      </h2>
      <div className="form-grid">
        <FormSelect
          name="account"
          label={t("account")}
          required={common("required")}
          lead={lead}
          options={facts.accounts.map(({ id, name }) => ({ value: id, label: name }))}
          hint={account && <AccountHint account={account} />}
        />
        <FormMoney
          name="amountCents"
          label={t("amount")}
          required={common("required")}
          currency={account?.currency ?? "USD"}
          locale={facts.locale}
          describeRefusal={({ code, ...values }) => money(code, values)}
          autoFocus
        />
        {!hidden.has("clientRef") && (
          <FormText
            name="clientRef"
            label={t("client")}
            hint={isTrust ? t("clientHint") : undefined}
            autoComplete="off"
            {...word}
          />
        )}
        {!hidden.has("matterRef") && (
          <FormText
            name="matterRef"
            label={t("matter")}
            hint={isTrust ? t("matterHint") : undefined}
            autoComplete="off"
            {...word}
          />
        )}
        {!hidden.has("invoiceNumber") && (
          <FormText name="invoiceNumber" label={t("invoiceNumber")} autoComplete="off" {...optional} />
        )}
      </div>
    </section>
  );
}

function AccountHint({ account: { kind, bankLast4: last4, currency } }: { account: EntryAccount }) {
  const t = useTranslations("enterPayment");
  const facts = { kind: t(`kind.${kind}`), currency };
  return last4 ? t("accountHint", { ...facts, last4 }) : t("accountHintBare", facts);
}
