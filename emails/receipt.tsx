import { LetterSheet } from "@/emails/ui";
import type { ClientLine } from "@/lib/allocations/model";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import type { OrderLine } from "@/lib/payment-pages/model";
import { printedOrder } from "@/lib/payment-pages/rules";
import { knownFacts, type MailMethod, type MailTexts, mailTexts, methodText, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type ReceiptFacts = {
  locale: Locale;
  firm: MailFirm;
  /** An eCheck in flight: submitted, never "paid". */
  isClearing: boolean;
  receiptNumber: string;
  paymentNumber: string;
  takenAt: Date;
  amountCents: number;
  /** The part of it that is a card surcharge; 0 for none. */
  surchargeCents: number;
  currency: string;
  accountKind: "operating" | "trust";
  method: MailMethod;
  authCode: string;
  invoiceNumber: string;
  /** Of money spread over several items: what was paid, line by line. */
  lines: readonly ClientLine[];
  order: readonly OrderLine[];
  clientRef: string;
  matterRef: string;
  /** What the firm says to whoever paid, and its small print; empty for none. */
  message: string;
  footer: string;
  url: string;
  isTest: boolean;
};

/** What the payer keeps. Last four digits only, never an expiry (FACTA); trust money is called held in trust and not yet earned. */
function ReceiptMail(facts: ReceiptFacts) {
  return <LetterSheet letter={writeReceipt(facts)} />;
}

function writeReceipt(facts: ReceiptFacts): Letter {
  const { locale, firm, isClearing } = facts;
  const t = mailTexts(locale);
  return {
    locale,
    firm,
    subject: isClearing
      ? t("receipt.subjectClearing", { firm: firm.name })
      : t("receipt.subject", { number: facts.receiptNumber, firm: firm.name }),
    paragraphs: [
      isClearing ? t("receipt.textClearing") : t("receipt.text", { firm: firm.name }),
      ...(facts.message ? facts.message.split(/\n{2,}/) : []),
    ],
    amount: {
      text: formatMoney(facts.amountCents, facts.currency, locale),
      account: accountSentence(t, facts),
      isTrust: facts.accountKind === "trust",
    },
    button: { label: t("receipt.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: receiptFacts(t, facts),
    notes: [...(facts.footer ? [facts.footer] : []), ...(facts.isTest ? [t("testMode")] : [])],
    closing: t("closing"),
  };
}

function accountSentence(t: MailTexts, { accountKind, isClearing }: ReceiptFacts): string {
  if (accountKind === "trust") return t(isClearing ? "receipt.trustClearing" : "receipt.trust");
  return t(isClearing ? "receipt.operatingClearing" : "receipt.operating");
}

function receiptFacts(t: MailTexts, facts: ReceiptFacts): Letter["facts"] {
  const number = facts.invoiceNumber;
  const whole = {
    name: t("fact.description"),
    value: number ? t("description.invoice", { number }) : t("description.payment"),
  };
  return knownFacts([
    { name: t("fact.receipt"), value: facts.receiptNumber },
    { name: t("fact.payment"), value: facts.paymentNumber },
    { name: t("fact.date"), value: formatDateTime(facts.takenAt, facts.firm.timeZone, facts.locale) },
    ...itemFacts(t, facts, whole),
    { name: t("fact.surcharge"), value: surchargeText(facts) },
    { name: t("fact.client"), value: facts.clientRef },
    { name: t("fact.matter"), value: facts.matterRef },
    { name: t(facts.isClearing ? "fact.methodClearing" : "fact.method"), value: methodText(t, facts.method) },
    { name: t("fact.authCode"), value: facts.authCode },
    { name: t("fact.account"), value: t(facts.accountKind === "trust" ? "account.trust" : "account.operating") },
  ]);
}

/** What was bought, or what the money is spread over, or one line for all. */
function itemFacts(t: MailTexts, facts: ReceiptFacts, whole: Letter["facts"][number]): Letter["facts"][number][] {
  const { order, lines, currency, locale } = facts;
  if (order.length > 0)
    return printedOrder(order, t("fact.tax")).map(({ name, amountCents }) => ({
      name,
      value: formatMoney(amountCents, currency, locale),
    }));
  return lines.length > 0 ? lines.map((line) => lineFact(t, line, facts)) : [whole];
}

/** "Invoice 204118", "$3,125.00, Harbor lease". */
function lineFact(t: MailTexts, line: ClientLine, { currency, locale }: ReceiptFacts): Letter["facts"][number] {
  const { kind, invoiceNumber, matterNumber, matterName, amountCents } = line;
  return {
    name:
      kind === "invoice"
        ? t("description.invoice", { number: invoiceNumber })
        : t("description.matter", { number: matterNumber }),
    value: [formatMoney(amountCents, currency, locale), matterName].filter(Boolean).join(", "),
  };
}

function surchargeText({ surchargeCents, currency, locale }: ReceiptFacts): string {
  return surchargeCents > 0 ? formatMoney(surchargeCents, currency, locale) : "";
}

ReceiptMail.write = writeReceipt;
ReceiptMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  isClearing: false,
  receiptNumber: "R-2026-000123",
  paymentNumber: "P-2026-000123",
  takenAt: new Date("2026-10-14T20:10:00Z"),
  amountCents: 125_000,
  surchargeCents: 0,
  currency: "USD",
  accountKind: "trust",
  method: { kind: "card", brand: "visa", last4: "4242" },
  authCode: "7Q2K9D",
  invoiceNumber: "204118",
  lines: [],
  order: [],
  clientRef: "10442",
  matterRef: "10442-0003",
  message: "Thank you for your payment.",
  footer: "Hartwell & Lowe LLP keeps client funds in an IOLTA account.",
  url: "https://pay.example.com/receipt/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  isTest: true,
} satisfies ReceiptFacts as ReceiptFacts;

export default ReceiptMail satisfies MailTemplate<ReceiptFacts>;
