"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { NamedAccount } from "@/components/payments/account-tag";
import { methodText } from "@/components/payments/method-text";
import { joinClasses } from "@/components/ui/class-names";
import { Facts } from "@/components/ui/facts";
import { formatMoney } from "@/lib/money/format-money";
import type { EntryAccount, EntryPayer } from "@/lib/payment-forms/model";
import type { EntryStart } from "./entry-facts";

type Props = {
  account: EntryAccount | undefined;
  payer: EntryPayer | null;
  locale: string;
  hidden: ReadonlySet<string>;
};

/** What pressing the button does, said before it happens. */
export function EntrySummary({ account, payer, locale, hidden }: Props) {
  const t = useTranslations("enterPayment.sheet");
  const common = useTranslations("common");
  const { control } = useFormContext<EntryStart>();
  const values = useWatch({ control }) as EntryStart;
  const amount = sumText(values.amountCents, account?.currency ?? "USD", locale);
  const saved = payer?.methods.find(({ id }) => id === values.methodId);
  const methodOf = {
    saved: saved ? methodText(common, { methodBrand: saved.brand, methodLast4: saved.last4 }) : t("noMethod"),
    card: t("newCard"),
    echeck: t("bank"),
  };
  const seen = (name: string, value: string) => (hidden.has(name) ? "" : value.trim());
  const invoice = seen("invoiceNumber", values.invoiceNumber);
  const matter = seen("matterRef", values.matterRef);
  const client = seen("clientRef", values.clientRef);
  const purpose = [
    invoice && t("invoice", { number: invoice }),
    client && t("client", { ref: client }),
    matter && t("matter", { ref: matter }),
  ];
  const emails = values.receiptEmails.trim();
  return (
    <aside className={joinClasses("sheet sheet-form lg:sticky lg:top-20", account?.kind === "trust" && "sheet-trust")}>
      <h2 className="title-section">{t("title")}</h2>
      <p className={amount ? "sum mt-2" : "sum mt-2 text-ink-3"}>{amount || t("noAmount")}</p>
      <div className="mt-4">
        <Facts
          facts={[
            {
              name: t("to"),
              value: account && <NamedAccount kind={account.kind} name={account.name} />,
            },
            { name: t("from"), value: payer?.name ?? (values.payerName.trim() || t("fromNobody")) },
            { name: t("by"), value: methodOf[values.methodKind] },
            { name: t("for"), value: purpose.filter(Boolean).join(", ") },
            { name: t("receipt"), value: emails ? t("receiptTo", { emails }) : t("receiptNone") },
          ]}
        />
      </div>
      {account?.kind === "trust" && <p className="mt-4 text-sm text-trust">{t("trust")}</p>}
    </aside>
  );
}

/** The amount in words of the reader; "" while none is written. */
export function sumText(cents: number | undefined, currency: string, locale: string): string {
  const isSum = typeof cents === "number" && Number.isSafeInteger(cents) && cents > 0;
  return isSum ? formatMoney(cents, currency, locale) : "";
}
