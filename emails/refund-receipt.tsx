import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { knownFacts, type MailMethod, mailTexts, methodText, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type RefundReceiptFacts = {
  locale: Locale;
  firm: MailFirm;
  refundedCents: number;
  refundedAt: Date;
  /** The part of it that was a card surcharge. */
  surchargeCents: number;
  /** Of the payment that was refunded, in full or in part. */
  paidCents: number;
  paymentNumber: string;
  receiptNumber: string;
  currency: string;
  accountKind: "operating" | "trust";
  method: MailMethod;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  url: string;
  isTest: boolean;
};

/** Tells the payer that money goes back, how much and to which method. */
function RefundReceiptMail(facts: RefundReceiptFacts) {
  return <LetterSheet letter={writeRefundReceipt(facts)} />;
}

function writeRefundReceipt(facts: RefundReceiptFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  const amount = formatMoney(facts.refundedCents, facts.currency, locale);
  const isTrust = facts.accountKind === "trust";
  const number = facts.invoiceNumber;
  return {
    locale,
    firm,
    subject: t("refund.subject", { amount, firm: firm.name }),
    paragraphs: [t("refund.text", { amount, firm: firm.name })],
    amount: { text: amount, account: t(isTrust ? "refund.trust" : "refund.operating"), isTrust },
    button: { label: t("refund.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("fact.refunded"), value: formatDateTime(facts.refundedAt, firm.timeZone, locale) },
      { name: t("fact.refundedTo"), value: methodText(t, facts.method) },
      { name: t("fact.refundedSurcharge"), value: surchargeText(facts) },
      { name: t("fact.payment"), value: facts.paymentNumber },
      { name: t("fact.paid"), value: formatMoney(facts.paidCents, facts.currency, locale) },
      { name: t("fact.receipt"), value: facts.receiptNumber },
      { name: t("fact.description"), value: number ? t("description.invoice", { number }) : t("description.payment") },
      { name: t("fact.client"), value: facts.clientRef },
      { name: t("fact.matter"), value: facts.matterRef },
      { name: t("fact.account"), value: t(isTrust ? "account.trust" : "account.operating") },
    ]),
    notes: facts.isTest ? [t("testMode")] : [],
    closing: t("closing"),
  };
}

function surchargeText({ surchargeCents, currency, locale }: RefundReceiptFacts): string {
  return surchargeCents > 0 ? formatMoney(surchargeCents, currency, locale) : "";
}

RefundReceiptMail.write = writeRefundReceipt;
RefundReceiptMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  refundedCents: 100_000,
  refundedAt: new Date("2026-10-20T14:05:00Z"),
  surchargeCents: 0,
  paidCents: 125_000,
  paymentNumber: "P-2026-000123",
  receiptNumber: "R-2026-000123",
  currency: "USD",
  accountKind: "operating",
  method: { kind: "card", brand: "visa", last4: "4242" },
  invoiceNumber: "204118",
  clientRef: "",
  matterRef: "",
  url: "https://pay.example.com/receipt/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  isTest: true,
} satisfies RefundReceiptFacts as RefundReceiptFacts;

export default RefundReceiptMail satisfies MailTemplate<RefundReceiptFacts>;
