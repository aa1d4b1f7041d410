import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/money/format-money";
import type { PostingFit, PostingRow, PostingTrouble } from "@/lib/postings/model";
import { RefusalText } from "./refusal-text";

type Props = { row: Pick<PostingRow, "currency" | "amountCents" | "accountName">; trouble: PostingTrouble };

/** "Amount over balance. $11,800.00 paid, $10,950.00 open. $850.00 has no place to go." */
export function TroubleText({ row, trouble }: Props) {
  const t = useTranslations("postings.trouble");
  return (
    <>
      <b>{t(`${trouble.reason}.title`)}</b> <TroubleDetail row={row} trouble={trouble} />
    </>
  );
}

function TroubleDetail({ row, trouble }: Props) {
  const t = useTranslations("postings.trouble");
  const locale = useLocale();
  const money = (cents: number) => formatMoney(cents, row.currency, locale);
  // The client's name tells two bills under one number apart.
  const fitText = (fit: PostingFit) =>
    `${fit.invoiceNumber || fit.matterNumber}, ${fit.name} (${money(fit.openCents)})`;
  switch (trouble.reason) {
    case "invoice_not_found":
    case "ledger_not_found": {
      const { closest, given } = trouble;
      if (!closest) return t(`${trouble.reason}.text`, { given, isGiven: given ? "yes" : "no" });
      const number = closest.invoiceNumber || closest.matterNumber;
      const values = { given, number, name: closest.name, amount: money(closest.openCents) };
      return t(`${trouble.reason}.closest`, { ...values, isGiven: given ? "yes" : "no" });
    }
    case "several_invoices": {
      const named = new Intl.ListFormat(locale, { type: "conjunction" }).format(trouble.fits.map(fitText));
      const more = trouble.count - trouble.fits.length;
      return t("several_invoices.text", { given: trouble.given, named, more, count: trouble.count });
    }
    case "over_balance": {
      const { paidCents, openCents, overCents } = trouble;
      const values = { paid: money(paidCents), open: money(Math.max(0, openCents)), over: money(overCents) };
      return t("over_balance.text", values);
    }
    case "invoice_closed":
      return t("invoice_closed.text", { given: trouble.given, status: trouble.status });
    case "account_unmapped":
      return t("account_unmapped.text", { account: trouble.accountName });
    case "original_not_posted":
    case "original_removed":
      return t(`${trouble.reason}.text`, { number: trouble.number });
    case "layout_refused":
      return trouble.refusal ? <RefusalText refusal={trouble.refusal} /> : trouble.detail;
    case "not_checked":
      return t("not_checked.text");
  }
}
