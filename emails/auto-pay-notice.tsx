import { LetterSheet } from "@/emails/ui";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { type MailMethod, mailTexts, methodText, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type AutoPayNoticeFacts = {
  locale: Locale;
  firm: MailFirm;
  payerName: string;
  name: string;
  /** ISO date of the debit in the firm's zone. */
  date: string;
  amountCents: number;
  currency: string;
  method: MailMethod;
  /** "204077, 204118" */
  invoices: string;
  /** Said ten days before or earlier: not more than this is taken on that day. */
  isMost: boolean;
  isTest: boolean;
};

/** Says before a debit whose sum varies how much will be taken, and when (Reg E 1005.10(d)). */
function AutoPayNoticeMail(facts: AutoPayNoticeFacts) {
  return <LetterSheet letter={writeAutoPayNotice(facts)} />;
}

function writeAutoPayNotice(facts: AutoPayNoticeFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  const date = formatIsoDate(facts.date, locale);
  const method = methodText(t, facts.method);
  const amount = formatMoney(facts.amountCents, facts.currency, locale);
  return {
    locale,
    firm,
    subject: t("autoPayNotice.subject", { firm: firm.name, amount, date }),
    paragraphs: [
      t("greeting", { name: facts.payerName }),
      t("autoPayNotice.text", { firm: firm.name, date, method }),
      facts.isMost ? t("autoPayNotice.most") : t("autoPayNotice.today"),
    ],
    amount: { text: amount, account: t("account.operating"), isTrust: false },
    button: null,
    orAddress: t("orAddress"),
    facts: [
      { name: t("fact.description"), value: facts.name },
      { name: t("fact.invoice"), value: facts.invoices },
      { name: t("fact.date"), value: date },
      { name: t("fact.savedMethod"), value: method },
    ],
    notes: [t("scheduleReminder.stop", { phone: firm.phone }), ...(facts.isTest ? [t("testMode")] : [])],
    closing: t("closing"),
  };
}

AutoPayNoticeMail.write = writeAutoPayNotice;
AutoPayNoticeMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  payerName: "Elena Marsh",
  name: "Monthly invoices",
  date: "2026-12-01",
  amountCents: 184_250,
  currency: "USD",
  method: { kind: "echeck", brand: "bank", last4: "6789" },
  invoices: "204077, 204118",
  isMost: true,
  isTest: true,
} satisfies AutoPayNoticeFacts as AutoPayNoticeFacts;

export default AutoPayNoticeMail satisfies MailTemplate<AutoPayNoticeFacts>;
