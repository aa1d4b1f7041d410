import { LetterSheet } from "@/emails/ui";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { Letter } from "@/lib/email/model";
import { formatMoney } from "@/lib/money/format-money";
import InvoiceMail, { type InvoiceMailFacts } from "./invoice";
import { knownFacts, mailTexts } from "./mail-texts";
import type { MailTemplate } from "./template";

export type InvoiceReminderFacts = InvoiceMailFacts & {
  /** The due day lies behind the day of this mail. */
  isOverdue: boolean;
  /** Where its reader says that they want no more of these. */
  leaveUrl: string;
};

/** Reminds a client of what is open on an invoice. */
function InvoiceReminderMail(facts: InvoiceReminderFacts) {
  return <LetterSheet letter={writeInvoiceReminder(facts)} />;
}

function writeInvoiceReminder(facts: InvoiceReminderFacts): Letter {
  const { locale, firm, number, currency } = facts;
  const t = mailTexts(locale);
  const isTrust = facts.accountKind === "trust";
  const due = formatIsoDate(facts.dueDate, locale);
  return {
    locale,
    firm,
    subject: t("invoiceReminder.subject", { number, firm: firm.name }),
    paragraphs: [
      t("greeting", { name: facts.billTo }),
      [
        t("invoiceReminder.text", { number, firm: firm.name }),
        t(facts.isOverdue ? "linkReminder.wasDue" : "linkReminder.isDue", { date: due }),
        t("linkReminder.paid"),
      ].join(" "),
    ],
    amount: {
      text: formatMoney(facts.balanceCents, currency, locale),
      account: t(isTrust ? "payLink.trust" : "payLink.operating"),
      isTrust,
    },
    button: { label: t("invoice.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("fact.invoice"), value: number },
      {
        name: t("fact.total"),
        value: facts.totalCents === facts.balanceCents ? "" : formatMoney(facts.totalCents, currency, locale),
      },
      { name: t("fact.due"), value: due },
      { name: t("fact.client"), value: facts.clientRef },
      { name: t("fact.matter"), value: facts.matterRef },
    ]),
    notes: facts.isTest ? [t("testMode")] : [],
    closing: t("closing"),
    leave: { label: t("linkReminder.leave", { firm: firm.name }), url: facts.leaveUrl },
  };
}

InvoiceReminderMail.write = writeInvoiceReminder;
InvoiceReminderMail.PreviewProps = {
  ...InvoiceMail.PreviewProps,
  balanceCents: 85_000,
  isOverdue: true,
  leaveUrl:
    "https://pay.example.com/pay/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA/reminders/0f1e2d3c4b5a69788796a5b4",
} satisfies InvoiceReminderFacts as InvoiceReminderFacts;

export default InvoiceReminderMail satisfies MailTemplate<InvoiceReminderFacts>;
