import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { type MailMethod, mailTexts, methodText, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type MethodSavedFacts = {
  locale: Locale;
  firm: MailFirm;
  method: MailMethod;
  /** The words that were agreed to, as they were shown. */
  consentText: string;
  agreedAt: Date;
  isTest: boolean;
};

/** The payer's copy of what they agreed to (C3, A3). */
function MethodSavedMail(facts: MethodSavedFacts) {
  return <LetterSheet letter={writeMethodSaved(facts)} />;
}

function writeMethodSaved(facts: MethodSavedFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  const method = methodText(t, facts.method);
  return {
    locale,
    firm,
    subject: t("methodSaved.subject", { firm: firm.name }),
    paragraphs: [t("methodSaved.text", { method, firm: firm.name })],
    amount: null,
    button: null,
    orAddress: t("orAddress"),
    facts: [
      { name: t("fact.savedMethod"), value: method },
      { name: t("fact.agreedOn"), value: formatDateTime(facts.agreedAt, firm.timeZone, locale) },
      { name: t("fact.agreed"), value: facts.consentText },
    ],
    notes: [t("methodSaved.withdraw", { phone: firm.phone }), ...(facts.isTest ? [t("testMode")] : [])],
    closing: t("closing"),
  };
}

MethodSavedMail.write = writeMethodSaved;
MethodSavedMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  method: { kind: "card", brand: "visa", last4: "4242" },
  consentText: "I authorize Hartwell & Lowe LLP to keep this card with its payment processor.",
  agreedAt: new Date("2026-10-14T20:10:00Z"),
  isTest: true,
} satisfies MethodSavedFacts as MethodSavedFacts;

export default MethodSavedMail satisfies MailTemplate<MethodSavedFacts>;
