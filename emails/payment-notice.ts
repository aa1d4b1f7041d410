import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { knownFacts, type MailMethod, type MailTexts, mailTexts, methodText, PREVIEW_FIRM } from "./mail-texts";

/** What a payer hears of a payment after its receipt: that it cleared, came back, or was voided. */
export type PaymentNoticeFacts = {
  locale: Locale;
  firm: MailFirm;
  /** When it happened. */
  at: Date;
  amountCents: number;
  currency: string;
  accountKind: "operating" | "trust";
  method: MailMethod;
  paymentNumber: string;
  receiptNumber: string;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  /** The receipt's page, which says how the payment stands. */
  url: string;
  isTest: boolean;
};

type Said = {
  /** The group of its words in `mail`. */
  words: "settled" | "returned" | "voided";
  subject: string;
  paragraphs: string[];
  /** What the instant is called. */
  atName: string;
  more?: { name: string; value: string | null }[];
};

/** The letter of such a notice. */
export function writePaymentNotice(facts: PaymentNoticeFacts, say: (t: MailTexts, amount: string) => Said): Letter {
  const { locale, firm, invoiceNumber: number } = facts;
  const t = mailTexts(locale);
  const amount = formatMoney(facts.amountCents, facts.currency, locale);
  const { words, subject, paragraphs, atName, more = [] } = say(t, amount);
  const isTrust = facts.accountKind === "trust";
  return {
    locale,
    firm,
    subject,
    paragraphs,
    amount: { text: amount, account: t(isTrust ? `${words}.trust` : `${words}.operating`), isTrust },
    button: { label: t(`${words}.button`), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: atName, value: formatDateTime(facts.at, firm.timeZone, locale) },
      ...more,
      { name: t("fact.methodClearing"), value: methodText(t, facts.method) },
      { name: t("fact.payment"), value: facts.paymentNumber },
      { name: t("fact.receipt"), value: facts.receiptNumber },
      { name: t("fact.description"), value: number ? t("description.invoice", { number }) : t("description.payment") },
      { name: t("fact.client"), value: facts.clientRef },
      { name: t("fact.matter"), value: facts.matterRef },
    ]),
    notes: facts.isTest ? [t("testMode")] : [],
    closing: t("closing"),
  };
}

export const PREVIEW_NOTICE: PaymentNoticeFacts = {
  locale: "en",
  firm: PREVIEW_FIRM,
  at: new Date("2026-10-20T14:05:00Z"),
  amountCents: 125_000,
  currency: "USD",
  accountKind: "operating",
  method: { kind: "echeck", brand: "bank", last4: "6789" },
  paymentNumber: "P-2026-000123",
  receiptNumber: "R-2026-000123",
  invoiceNumber: "204118",
  clientRef: "",
  matterRef: "",
  url: "https://pay.example.com/receipt/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  isTest: true,
};
