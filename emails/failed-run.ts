import { formatDateTime, formatIsoDate } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { type MailMethod, mailTexts, methodText, PREVIEW_FIRM } from "./mail-texts";

/** What a payer hears of a payment by a standing order that did not come through. */
export type FailedRunFacts = {
  locale: Locale;
  firm: MailFirm;
  payerName: string;
  name: string;
  /** ISO date of the run in the firm's zone. */
  date: string;
  /** ISO date on which it is tried again; null: only once another method is saved, or the firm sees to it. */
  retryOn: string | null;
  /** Null where it failed before its sum was known. */
  amountCents: number | null;
  currency: string;
  accountKind: "operating" | "trust";
  method: MailMethod;
  /** Where another method is saved; null when the link has served. */
  url: string | null;
  expiresAt: Date;
  isTest: boolean;
};

export function writeFailedRun(facts: FailedRunFacts): Letter {
  const { locale, firm, url, amountCents } = facts;
  const t = mailTexts(locale);
  const date = formatIsoDate(facts.date, locale);
  const method = methodText(t, facts.method);
  const isTrust = facts.accountKind === "trust";
  return {
    locale,
    firm,
    subject: t("scheduleFailed.subject", { firm: firm.name }),
    paragraphs: [
      t("greeting", { name: facts.payerName }),
      t("scheduleFailed.text", { firm: firm.name, date, method }),
      facts.retryOn ? t("scheduleFailed.retry", { date: formatIsoDate(facts.retryOn, locale) }) : "",
      url ? t("scheduleFailed.mend") : t("scheduleFailed.call", { phone: firm.phone }),
    ].filter(Boolean),
    amount:
      amountCents === null
        ? null
        : {
            text: formatMoney(amountCents, facts.currency, locale),
            account: t(isTrust ? "account.trust" : "account.operating"),
            isTrust,
          },
    button: url ? { label: t("scheduleFailed.button"), url } : null,
    orAddress: t("orAddress"),
    facts: [
      { name: t("fact.description"), value: facts.name },
      { name: t("fact.date"), value: date },
      { name: t("fact.savedMethod"), value: method },
      ...(url ? [{ name: t("fact.openUntil"), value: formatDateTime(facts.expiresAt, firm.timeZone, locale) }] : []),
    ],
    notes: facts.isTest ? [t("testMode")] : [],
    closing: t("closing"),
  };
}

export const FAILED_RUN_PREVIEW = {
  locale: "en",
  firm: PREVIEW_FIRM,
  payerName: "Elena Marsh",
  name: "Payment plan 204118",
  date: "2026-11-01",
  retryOn: "2026-11-04",
  amountCents: 25_000,
  currency: "USD",
  accountKind: "operating",
  method: { kind: "card", brand: "visa", last4: "4242" },
  url: "https://pay.example.com/method/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  expiresAt: new Date("2026-12-01T20:10:00Z"),
  isTest: true,
} satisfies FailedRunFacts as FailedRunFacts;
