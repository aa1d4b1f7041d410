import { LetterSheet } from "@/emails/ui";
import { formatDateTime, formatIsoDate } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { knownFacts, mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type PayLinkFacts = {
  locale: Locale;
  firm: MailFirm;
  /** What the firm writes to the client, its fields filled in; empty: our own sentence. */
  message: string;
  recipientName: string;
  amountCents: number;
  currency: string;
  accountKind: "operating" | "trust";
  invoiceNumber: string;
  dueDate: string | null;
  clientRef: string;
  matterRef: string;
  expiresAt: Date;
  url: string;
  isTest: boolean;
};

/** Asks a client for money: what for, how much, into which account, by when. */
function PayLinkMail(facts: PayLinkFacts) {
  return <LetterSheet letter={writePayLink(facts)} />;
}

function writePayLink(facts: PayLinkFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  const number = facts.invoiceNumber;
  const isTrust = facts.accountKind === "trust";
  const ownWords = [
    ...(facts.recipientName ? [t("greeting", { name: facts.recipientName })] : []),
    number ? t("payLink.messageInvoice", { firm: firm.name, number }) : t("payLink.message", { firm: firm.name }),
  ];
  return {
    locale,
    firm,
    subject: number
      ? t("payLink.subjectInvoice", { number, firm: firm.name })
      : t("payLink.subject", { firm: firm.name }),
    paragraphs: facts.message ? facts.message.split(/\n{2,}/) : ownWords,
    amount: {
      text: formatMoney(facts.amountCents, facts.currency, locale),
      account: t(isTrust ? "payLink.trust" : "payLink.operating"),
      isTrust,
    },
    button: { label: t("payLink.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("fact.invoice"), value: number },
      { name: t("fact.due"), value: facts.dueDate && formatIsoDate(facts.dueDate, locale) },
      { name: t("fact.client"), value: facts.clientRef },
      { name: t("fact.matter"), value: facts.matterRef },
      { name: t("fact.account"), value: t(isTrust ? "account.trust" : "account.operating") },
      { name: t("fact.openUntil"), value: formatDateTime(facts.expiresAt, firm.timeZone, locale) },
    ]),
    notes: [t("payLink.once"), ...(facts.isTest ? [t("testMode")] : [])],
    closing: t("closing"),
  };
}

PayLinkMail.write = writePayLink;
PayLinkMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  message: "Dear Elena Marsh, here is the link for invoice 204118, due Oct 31, 2026.",
  recipientName: "Elena Marsh",
  amountCents: 125_000,
  currency: "USD",
  accountKind: "operating",
  invoiceNumber: "204118",
  dueDate: "2026-10-31",
  clientRef: "10442",
  matterRef: "10442-0003",
  expiresAt: new Date("2026-11-13T20:10:00Z"),
  url: "https://pay.example.com/pay/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  isTest: true,
} satisfies PayLinkFacts as PayLinkFacts;

export default PayLinkMail satisfies MailTemplate<PayLinkFacts>;
