import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type MethodRequestFacts = {
  locale: Locale;
  firm: MailFirm;
  payerName: string;
  /** The firm's own words; empty for none. */
  message: string;
  expiresAt: Date;
  url: string;
  isTest: boolean;
};

/** Asks a payer to save a card or bank account. */
function MethodRequestMail(facts: MethodRequestFacts) {
  return <LetterSheet letter={writeMethodRequest(facts)} />;
}

function writeMethodRequest(facts: MethodRequestFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  return {
    locale,
    firm,
    subject: t("methodRequest.subject", { firm: firm.name }),
    paragraphs: [
      t("greeting", { name: facts.payerName }),
      t("methodRequest.text", { firm: firm.name }),
      ...facts.message.split(/\n{2,}/).filter((part) => part !== ""),
    ],
    amount: null,
    button: { label: t("methodRequest.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: [{ name: t("fact.openUntil"), value: formatDateTime(facts.expiresAt, firm.timeZone, locale) }],
    notes: [t("methodRequest.once"), ...(facts.isTest ? [t("testMode")] : [])],
    closing: t("closing"),
  };
}

MethodRequestMail.write = writeMethodRequest;
MethodRequestMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  payerName: "Elena Marsh",
  message: "As agreed on the telephone today.",
  expiresAt: new Date("2026-11-13T20:10:00Z"),
  url: "https://pay.example.com/method/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  isTest: true,
} satisfies MethodRequestFacts as MethodRequestFacts;

export default MethodRequestMail satisfies MailTemplate<MethodRequestFacts>;
