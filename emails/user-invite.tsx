import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type UserInviteFacts = {
  locale: Locale;
  firm: MailFirm;
  userName: string;
  expiresAt: Date;
  url: string;
};

/** Asks somebody to set the first password of their account. */
function UserInviteMail(facts: UserInviteFacts) {
  return <LetterSheet letter={writeUserInvite(facts)} />;
}

function writeUserInvite(facts: UserInviteFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  return {
    locale,
    firm,
    subject: t("userInvite.subject", { firm: firm.name }),
    paragraphs: [t("greeting", { name: facts.userName }), t("userInvite.text", { firm: firm.name })],
    amount: null,
    button: { label: t("userInvite.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: [{ name: t("fact.openUntil"), value: formatDateTime(facts.expiresAt, firm.timeZone, locale) }],
    notes: [t("userInvite.once")],
    closing: t("userInvite.closing"),
  };
}

UserInviteMail.write = writeUserInvite;
UserInviteMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  userName: "Dana Whitfield",
  expiresAt: new Date("2026-11-22T20:10:00Z"),
  url: "https://pay.example.com/invite/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
} satisfies UserInviteFacts as UserInviteFacts;

export default UserInviteMail satisfies MailTemplate<UserInviteFacts>;
