import { LetterSheet } from "@/emails/ui";
import { formatDateTime, formatMonth } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { type MailMethod, mailTexts, methodText, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type ExpiringCardFacts = {
  locale: Locale;
  firm: MailFirm;
  payerName: string;
  method: MailMethod;
  /** "2026-11" */
  expiresMonth: string;
  /** The month is over. */
  isPast: boolean;
  expiresAt: Date;
  url: string;
  isTest: boolean;
};

/** Asks for a new card in the month in which the saved one ends. */
function ExpiringCardMail(facts: ExpiringCardFacts) {
  return <LetterSheet letter={writeExpiringCard(facts)} />;
}

function writeExpiringCard(facts: ExpiringCardFacts): Letter {
  const { locale, firm, isPast } = facts;
  const t = mailTexts(locale);
  const method = methodText(t, facts.method);
  const month = formatMonth(facts.expiresMonth, locale);
  return {
    locale,
    firm,
    subject: t(isPast ? "expiringCard.subjectPast" : "expiringCard.subject", { method }),
    paragraphs: [
      t("greeting", { name: facts.payerName }),
      t(isPast ? "expiringCard.textPast" : "expiringCard.text", { method, month, firm: firm.name }),
    ],
    amount: null,
    button: { label: t("expiringCard.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: [
      { name: t("fact.savedMethod"), value: method },
      { name: t("fact.expires"), value: month },
      { name: t("fact.openUntil"), value: formatDateTime(facts.expiresAt, firm.timeZone, locale) },
    ],
    notes: [t("expiringCard.nothing"), ...(facts.isTest ? [t("testMode")] : [])],
    closing: t("closing"),
  };
}

ExpiringCardMail.write = writeExpiringCard;
ExpiringCardMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  payerName: "Elena Marsh",
  method: { kind: "card", brand: "visa", last4: "4242" },
  expiresMonth: "2026-11",
  isPast: false,
  expiresAt: new Date("2026-12-01T20:10:00Z"),
  url: "https://pay.example.com/method/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  isTest: true,
} satisfies ExpiringCardFacts as ExpiringCardFacts;

export default ExpiringCardMail satisfies MailTemplate<ExpiringCardFacts>;
