import { LetterSheet } from "@/emails/ui";
import { formatDateTime, formatIsoDate } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { knownFacts, mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type LinkReminderFacts = {
  locale: Locale;
  firm: MailFirm;
  recipientName: string;
  amountCents: number;
  currency: string;
  accountKind: "operating" | "trust";
  invoiceNumber: string;
  dueDate: string | null;
  /** The due day lies behind the day of this mail. */
  isOverdue: boolean;
  clientRef: string;
  matterRef: string;
  expiresAt: Date;
  url: string;
  /** Where its reader says that they want no more of these. */
  leaveUrl: string;
  isTest: boolean;
};

/** Reminds a client of a link that nobody has paid yet. */
function LinkReminderMail(facts: LinkReminderFacts) {
  return <LetterSheet letter={writeLinkReminder(facts)} />;
}

function writeLinkReminder(facts: LinkReminderFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  const number = facts.invoiceNumber;
  const isTrust = facts.accountKind === "trust";
  const due = facts.dueDate && formatIsoDate(facts.dueDate, locale);
  return {
    locale,
    firm,
    subject: number
      ? t("linkReminder.subjectInvoice", { number, firm: firm.name })
      : t("linkReminder.subject", { firm: firm.name }),
    paragraphs: [
      ...(facts.recipientName ? [t("greeting", { name: facts.recipientName })] : []),
      [
        number
          ? t("linkReminder.textInvoice", { firm: firm.name, number })
          : t("linkReminder.text", { firm: firm.name }),
        due && t(facts.isOverdue ? "linkReminder.wasDue" : "linkReminder.isDue", { date: due }),
        t("linkReminder.paid"),
      ]
        .filter(Boolean)
        .join(" "),
    ],
    amount: {
      text: formatMoney(facts.amountCents, facts.currency, locale),
      account: t(isTrust ? "payLink.trust" : "payLink.operating"),
      isTrust,
    },
    button: { label: t("payLink.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("fact.invoice"), value: number },
      { name: t("fact.due"), value: due },
      { name: t("fact.client"), value: facts.clientRef },
      { name: t("fact.matter"), value: facts.matterRef },
      { name: t("fact.account"), value: t(isTrust ? "account.trust" : "account.operating") },
      { name: t("fact.openUntil"), value: formatDateTime(facts.expiresAt, firm.timeZone, locale) },
    ]),
    notes: [t("payLink.once"), ...(facts.isTest ? [t("testMode")] : [])],
    closing: t("closing"),
    leave: { label: t("linkReminder.leave", { firm: firm.name }), url: facts.leaveUrl },
  };
}

LinkReminderMail.write = writeLinkReminder;
LinkReminderMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  recipientName: "Elena Marsh",
  amountCents: 125_000,
  currency: "USD",
  accountKind: "operating",
  invoiceNumber: "204118",
  dueDate: "2026-10-31",
  isOverdue: false,
  clientRef: "10442",
  matterRef: "10442-0003",
  expiresAt: new Date("2026-11-13T20:10:00Z"),
  url: "https://pay.example.com/pay/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  leaveUrl:
    "https://pay.example.com/pay/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA/reminders/0f1e2d3c4b5a69788796a5b4",
  isTest: true,
} satisfies LinkReminderFacts as LinkReminderFacts;

export default LinkReminderMail satisfies MailTemplate<LinkReminderFacts>;
