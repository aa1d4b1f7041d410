import { createTranslator } from "next-intl";
import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import { messagesOf } from "@/lib/i18n/messages";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import type { NotificationEvent } from "@/lib/notifications/model";
import { knownFacts, type MailMethod, mailTexts, methodText, PREVIEW_FIRM, returnReasonText } from "./mail-texts";
import type { MailTemplate } from "./template";

export type StaffNoticeFacts = {
  locale: Locale;
  firm: MailFirm;
  event: NotificationEvent;
  /** Null where it is about no sum. */
  amount: { cents: number; currency: string; accountKind: "operating" | "trust" } | null;
  /** An eCheck that was accepted and has not cleared. */
  isClearing: boolean;
  /** The payer, or the connection; may be empty. */
  about: string;
  number: string;
  invoiceNumber: string;
  method: MailMethod | null;
  reason: { kind: "decline" | "return" | "run"; code: string } | null;
  /** The schedule or Auto-Pay that failed. */
  plan: string;
  /** The posting file, or the record that stands in its way. */
  file: string;
  at: Date;
  button: "payment" | "plan" | "alerts";
  url: string;
  /** Where its reader chooses what they are told. */
  chooseUrl: string;
  /** The payment page that names the address; "" for a user's own choice. */
  page: string;
  isTest: boolean;
};

/** Tells a colleague what they asked to be told. */
function StaffNoticeMail(facts: StaffNoticeFacts) {
  return <LetterSheet letter={writeStaffNotice(facts)} />;
}

function writeStaffNotice(facts: StaffNoticeFacts): Letter {
  const { locale, firm, event, amount } = facts;
  const t = mailTexts(locale);
  const sum = amount && formatMoney(amount.cents, amount.currency, locale);
  const what = [sum, facts.about].filter(Boolean).join(", ");
  const title = t(`staffNotice.${event}.title`);
  const isTrust = amount?.accountKind === "trust";
  return {
    locale,
    firm,
    subject: what === "" ? title : t("staffNotice.subject", { title, what }),
    paragraphs: [t(facts.isClearing ? "staffNotice.clearing" : `staffNotice.${event}.text`)],
    amount: sum === null ? null : { text: sum, account: t(isTrust ? "account.trust" : "account.operating"), isTrust },
    button: { label: t(`staffNotice.button.${facts.button}`), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("staffNotice.fact.about"), value: facts.about },
      { name: t("fact.payment"), value: facts.number },
      { name: t("staffNotice.fact.plan"), value: facts.plan },
      { name: t("fact.invoice"), value: facts.invoiceNumber },
      { name: t("fact.savedMethod"), value: facts.method && methodText(t, facts.method) },
      { name: t("staffNotice.fact.reason"), value: reasonText(facts) },
      { name: t("staffNotice.fact.file"), value: facts.file },
      { name: t("fact.date"), value: formatDateTime(facts.at, firm.timeZone, locale) },
    ]),
    notes: facts.isTest ? [t("testMode")] : [],
    closing: t("staffNotice.closing"),
    leave: {
      label: facts.page ? t("staffNotice.ofPage", { page: facts.page }) : t("staffNotice.choose"),
      url: facts.chooseUrl,
    },
  };
}

/** A code that has no words here is left out: the page behind the button says more. */
function reasonText({ locale, reason }: StaffNoticeFacts): string | null {
  if (!reason || reason.code === "") return null;
  if (reason.kind === "return") return `${returnReasonText(locale, reason.code)} (${reason.code})`;
  const t = createTranslator({ locale, messages: messagesOf(locale) });
  const known = [`payments.declineReason.${reason.code}`, `mail.staffNotice.reason.${reason.code}`] as const;
  const key = known.find((one) => t.has(one as "payments.declineReason.card_declined"));
  return key ? t(key as "payments.declineReason.card_declined") : null;
}

StaffNoticeMail.write = writeStaffNotice;
StaffNoticeMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  event: "payment_declined",
  amount: { cents: 125_000, currency: "USD", accountKind: "operating" },
  isClearing: false,
  about: "Elena Marsh",
  number: "P-2026-000123",
  invoiceNumber: "204118",
  method: { kind: "card", brand: "visa", last4: "4242" },
  reason: { kind: "decline", code: "insufficient_funds" },
  plan: "",
  file: "",
  at: new Date("2026-11-13T20:10:00Z"),
  button: "payment",
  url: "https://pay.example.com/staff/payments/pay_1",
  chooseUrl: "https://pay.example.com/staff/profile#notifications",
  page: "",
  isTest: true,
} satisfies StaffNoticeFacts as StaffNoticeFacts;

export default StaffNoticeMail satisfies MailTemplate<StaffNoticeFacts>;
