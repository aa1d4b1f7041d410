import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { type MailMethod, mailTexts, methodText, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type ScheduleAgreedFacts = {
  locale: Locale;
  firm: MailFirm;
  payerName: string;
  name: string;
  method: MailMethod;
  /** The words that were agreed to. */
  mandateText: string;
  agreedAt: Date;
  authorizedBy: string;
  isTest: boolean;
};

/** The payer's copy of what they agreed to: dates, amounts, and how to end it (Reg E 1005.10(b)). */
function ScheduleAgreedMail(facts: ScheduleAgreedFacts) {
  return <LetterSheet letter={writeScheduleAgreed(facts)} />;
}

function writeScheduleAgreed(facts: ScheduleAgreedFacts): Letter {
  const { locale, firm, name } = facts;
  const t = mailTexts(locale);
  return {
    locale,
    firm,
    subject: t("scheduleAgreed.subject", { firm: firm.name }),
    paragraphs: [t("greeting", { name: facts.payerName }), t("scheduleAgreed.text", { firm: firm.name })],
    amount: null,
    button: null,
    orAddress: t("orAddress"),
    facts: [
      { name: t("fact.description"), value: name },
      { name: t("fact.savedMethod"), value: methodText(t, facts.method) },
      { name: t("fact.agreedOn"), value: formatDateTime(facts.agreedAt, firm.timeZone, locale) },
      { name: t("fact.agreed"), value: facts.mandateText },
    ],
    notes: [
      t("scheduleAgreed.leave", { name: facts.authorizedBy, phone: firm.phone }),
      ...(facts.isTest ? [t("testMode")] : []),
    ],
    closing: t("closing"),
  };
}

ScheduleAgreedMail.write = writeScheduleAgreed;
ScheduleAgreedMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  payerName: "Elena Marsh",
  name: "Payment plan 204118",
  method: { kind: "card", brand: "visa", last4: "4242" },
  mandateText: "Elena Marsh authorizes Hartwell & Lowe LLP to charge Visa ending in 4242 on November 1, 2026: $250.00.",
  agreedAt: new Date("2026-10-14T20:10:00Z"),
  authorizedBy: "Elena Marsh",
  isTest: true,
} satisfies ScheduleAgreedFacts as ScheduleAgreedFacts;

export default ScheduleAgreedMail satisfies MailTemplate<ScheduleAgreedFacts>;
