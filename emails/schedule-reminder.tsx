import { LetterSheet } from "@/emails/ui";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { type MailMethod, mailTexts, methodText, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type ScheduleReminderFacts = {
  locale: Locale;
  firm: MailFirm;
  payerName: string;
  name: string;
  /** ISO date in the firm's zone. */
  date: string;
  amountCents: number;
  currency: string;
  accountKind: "operating" | "trust";
  method: MailMethod;
  isTest: boolean;
};

/** Says some days before what will be charged. */
function ScheduleReminderMail(facts: ScheduleReminderFacts) {
  return <LetterSheet letter={writeScheduleReminder(facts)} />;
}

function writeScheduleReminder(facts: ScheduleReminderFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  const date = formatIsoDate(facts.date, locale);
  const method = methodText(t, facts.method);
  const isTrust = facts.accountKind === "trust";
  return {
    locale,
    firm,
    subject: t("scheduleReminder.subject", { firm: firm.name, date }),
    paragraphs: [
      t("greeting", { name: facts.payerName }),
      t("scheduleReminder.text", { firm: firm.name, date, method }),
    ],
    amount: {
      text: formatMoney(facts.amountCents, facts.currency, locale),
      account: t(isTrust ? "account.trust" : "account.operating"),
      isTrust,
    },
    button: null,
    orAddress: t("orAddress"),
    facts: [
      { name: t("fact.description"), value: facts.name },
      { name: t("fact.date"), value: date },
      { name: t("fact.savedMethod"), value: method },
    ],
    notes: [t("scheduleReminder.stop", { phone: firm.phone }), ...(facts.isTest ? [t("testMode")] : [])],
    closing: t("closing"),
  };
}

ScheduleReminderMail.write = writeScheduleReminder;
ScheduleReminderMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  payerName: "Elena Marsh",
  name: "Payment plan 204118",
  date: "2026-11-01",
  amountCents: 25_000,
  currency: "USD",
  accountKind: "operating",
  method: { kind: "card", brand: "visa", last4: "4242" },
  isTest: true,
} satisfies ScheduleReminderFacts as ScheduleReminderFacts;

export default ScheduleReminderMail satisfies MailTemplate<ScheduleReminderFacts>;
