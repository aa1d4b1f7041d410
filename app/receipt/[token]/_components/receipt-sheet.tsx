import { OutcomePage, type OutcomeTone } from "@/components/layout/outcome-page";
import { methodText } from "@/components/payments/method-text";
import { PrintButton } from "@/components/ui/print-button";
import { Tag } from "@/components/ui/tag";
import { formatDate, formatDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { type Texts, textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentStatus } from "@/lib/payments/model";
import type { ReceiptView } from "@/lib/receipts/model";

type Heading = { tone: OutcomeTone; title: "received" | "submitted" | "returned" | "voided" | "refunded" };

function headingOf(status: PaymentStatus): Heading {
  if (status === "pending") return { tone: "info", title: "submitted" };
  if (status === "returned" || status === "dispute_lost") return { tone: "danger", title: "returned" };
  if (status === "voided") return { tone: "off", title: "voided" };
  if (status === "refunded") return { tone: "off", title: "refunded" };
  return { tone: "ok", title: "received" };
}

/** The receipt as page and as print: what happened to the money, then every fact that R2 asks for. */
export function ReceiptSheet({ receipt, firm, locale }: { receipt: ReceiptView; firm: FirmView; locale: Locale }) {
  const t = textsOf(locale, "receipt");
  const common = textsOf(locale, "common");
  const heading = headingOf(receipt.status);
  const money = (cents: number) => formatMoney(cents, receipt.currency, locale);
  const facts = [
    { name: t("facts.amount"), value: <b>{money(receipt.amountCents)}</b> },
    { name: t("facts.surcharge"), value: receipt.surchargeCents > 0 ? money(receipt.surchargeCents) : null },
    {
      name: t("facts.account"),
      value: <Tag tone={receipt.accountKind}>{common(`account.${receipt.accountKind}Long`)}</Tag>,
    },
    { name: t("facts.invoice"), value: receipt.invoiceNumber },
    { name: t("facts.client"), value: receipt.clientRef },
    { name: t("facts.matter"), value: receipt.matterRef },
    { name: t("facts.date"), value: formatDateTime(receipt.paidAt, firm.timeZone, locale) },
    { name: t("facts.method"), value: methodText(common, receipt) },
    { name: t("facts.authorization"), value: receipt.authCode },
    { name: t("facts.payer"), value: receipt.payerName },
    { name: t("facts.number"), value: receipt.number },
    { name: t("facts.payment"), value: receipt.paymentNumber },
    ...receipt.refunds.map((refund) => ({
      name: t("facts.refund", { date: refund.doneAt ? formatDate(refund.doneAt, firm.timeZone, locale) : "" }),
      value: money(-refund.amountCents),
    })),
  ];
  return (
    <OutcomePage
      tone={heading.tone}
      title={t(heading.title)}
      facts={facts}
      actions={<PrintButton label={common("print")} />}
      note={`${t("refundPolicy", { phone: firm.phone, email: firm.email })} ${t("keep")}`}
    >
      {outcomeText({ t, receipt, firm, money })}
      {receipt.accountKind === "trust" && heading.title === "received" && ` ${t("trust")}`}
    </OutcomePage>
  );
}

type TextInput = { t: Texts; receipt: ReceiptView; firm: FirmView; money: (cents: number) => string };

function outcomeText({ t, receipt, firm, money }: TextInput): string {
  const amount = money(receipt.amountCents);
  const { title } = headingOf(receipt.status);
  if (title === "submitted") return t("submittedText", { amount, firm: firm.name });
  if (title === "returned") return t("returnedText", { amount });
  if (title === "voided") return t("voidedText", { amount });
  if (title === "refunded") return t("refundedText", { amount });
  const refundedCents = receipt.refunds.reduce((sum, refund) => sum + refund.amountCents, 0);
  const email = receipt.receiptEmails.join(", ");
  return [
    t("receivedText", { amount, firm: firm.name }),
    email && refundedCents === 0 ? t("mailed", { email }) : "",
    refundedCents > 0 ? t("partlyRefundedText", { refunded: money(refundedCents), amount }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
