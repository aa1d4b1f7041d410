import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type PasswordResetFacts = {
  locale: Locale;
  firm: MailFirm;
  userName: string;
  expiresAt: Date;
  url: string;
};

/** Lets somebody set a new password. */
function PasswordResetMail(facts: PasswordResetFacts) {
  return <LetterSheet letter={writePasswordReset(facts)} />;
}

function writePasswordReset(facts: PasswordResetFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  return {
    locale,
    firm,
    subject: t("passwordReset.subject", { firm: firm.name }),
    paragraphs: [t("greeting", { name: facts.userName }), t("passwordReset.text", { firm: firm.name })],
    amount: null,
    button: { label: t("passwordReset.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: [{ name: t("fact.openUntil"), value: formatDateTime(facts.expiresAt, firm.timeZone, locale) }],
    notes: [t("passwordReset.once")],
    closing: t("passwordReset.closing"),
  };
}

PasswordResetMail.write = writePasswordReset;
PasswordResetMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  userName: "Dana Whitfield",
  expiresAt: new Date("2026-11-22T20:10:00Z"),
  url: "https://pay.example.com/reset/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
} satisfies PasswordResetFacts as PasswordResetFacts;

export default PasswordResetMail satisfies MailTemplate<PasswordResetFacts>;
