import { formatIsoDate } from "@/lib/dates/format-date";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import type { OpenMethod } from "@/lib/methods/open-chargeable-method";
import { formatMoney } from "@/lib/money/format-money";
import { progressOf, type StoredSchedule, termsOf } from "./internal/load";
import type { ScheduleTerms } from "./model";
import { comingRuns, planOf } from "./rules";

export type MandateMethod = Pick<OpenMethod, "id" | "kind" | "brand" | "last4">;
type MandateFirm = { name: string; phone: string; email: string; timeZone: string };

/** Dates and amounts in words, as far as they are known: "USD 250.00 on ...": every run of a short plan, the rule of a long one. */
const LISTED_RUNS = 6;

/**
 * The words of a mandate, in the payer's language: who may charge what, from what, how much, when, until when, how it is ended, and of
 * a bank account that errors may be credited (A2, C2, Reg E 1005.10(b)).
 */
export function writeMandateText(
  schedule: StoredSchedule,
  {
    firm,
    payer,
    method,
    locale,
  }: { firm: MandateFirm; payer: { name: string }; method: MandateMethod; locale: Locale },
): string {
  const t = textsOf(locale, "schedules.mandate");
  const terms = termsOf(schedule);
  const plan = planOf(terms, firm.timeZone);
  const runs = comingRuns(plan, progressOf(schedule), LISTED_RUNS + 1);
  const money = (cents: number) => formatMoney(cents, schedule.currency, locale);
  const [first] = runs;
  const listed = runs.map((run) => t("run", { date: formatIsoDate(run.date, locale), amount: money(run.amountCents) }));
  const brand = textsOf(locale, "common")(`method.${method.brand || "other"}` as "method.other");
  const facts = { payer: payer.name, firm: firm.name, name: schedule.name, brand, last4: method.last4 };
  const sentences = [
    t(method.kind === "echeck" ? "debit" : "charge", facts),
    runs.length <= LISTED_RUNS
      ? t("runs", { count: String(runs.length), runs: listed.join("; ") })
      : t("rule", {
          frequency: t(`frequency.${terms.frequency}`),
          date: first ? formatIsoDate(first.date, locale) : "",
          amount: first ? money(first.amountCents) : "",
        }),
    runs.length <= LISTED_RUNS ? "" : endText(terms, locale, money),
    t("retry"),
    method.kind === "echeck" ? t("correct") : "",
    t(method.kind === "echeck" ? "revokeDebit" : "revoke", { phone: firm.phone, email: firm.email }),
  ];
  return sentences.filter(Boolean).join(" ");
}

function endText(terms: ScheduleTerms, locale: Locale, money: (cents: number) => string): string {
  const t = textsOf(locale, "schedules.mandate");
  if (terms.totalCents !== null)
    return t("endShared", { count: String(terms.count ?? 1), total: money(terms.totalCents) });
  return [
    terms.count === null ? "" : t("endCount", { count: String(terms.count) }),
    terms.endDate === null ? "" : t("endDate", { date: formatIsoDate(terms.endDate, locale) }),
    terms.stopAtCents === null ? "" : t("endTotal", { total: money(terms.stopAtCents) }),
    terms.count === null && terms.endDate === null && terms.stopAtCents === null ? t("endNever") : "",
  ]
    .filter(Boolean)
    .join(" ");
}
