import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { knownFacts, mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type CheckingFacts = {
  locale: Locale;
  firm: MailFirm;
  paymentNumber: string;
  startedAt: Date;
  amountCents: number;
  currency: string;
  accountKind: "operating" | "trust";
  invoiceNumber: string;
  /** The page of the link that is being paid; null for a payment without one. */
  url: string | null;
  isTest: boolean;
};

/** Keeps a payer from paying twice while nobody knows whether the first payment was taken. */
function CheckingMail(facts: CheckingFacts) {
  return <LetterSheet letter={writeChecking(facts)} />;
}

function writeChecking(facts: CheckingFacts): Letter {
  const { locale, firm, url } = facts;
  const t = mailTexts(locale);
  const isTrust = facts.accountKind === "trust";
  return {
    locale,
    firm,
    subject: t("checking.subject", { firm: firm.name }),
    paragraphs: [t("checking.text"), t("checking.why")],
    amount: {
      text: formatMoney(facts.amountCents, facts.currency, locale),
      account: t(isTrust ? "checking.trust" : "checking.operating"),
      isTrust,
    },
    button: url ? { label: t("checking.button"), url } : null,
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("fact.payment"), value: facts.paymentNumber },
      { name: t("fact.started"), value: formatDateTime(facts.startedAt, firm.timeZone, locale) },
      { name: t("fact.invoice"), value: facts.invoiceNumber },
    ]),
    notes: facts.isTest ? [t("testMode")] : [],
    closing: t("closing"),
  };
}

CheckingMail.write = writeChecking;
CheckingMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  paymentNumber: "P-2026-000123",
  startedAt: new Date("2026-10-14T20:10:00Z"),
  amountCents: 125_000,
  currency: "USD",
  accountKind: "operating",
  invoiceNumber: "204118",
  url: "https://pay.example.com/pay/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  isTest: true,
} satisfies CheckingFacts as CheckingFacts;

export default CheckingMail satisfies MailTemplate<CheckingFacts>;
