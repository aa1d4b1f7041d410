import type { getTranslations } from "next-intl/server";
import { formatIsoDate } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { ScheduleTerms } from "@/lib/schedules/model";

type Translate = Awaited<ReturnType<typeof getTranslations<"schedules">>>;

/** The terms of a schedule in words. Takes the translator of the namespace `schedules`. */
export function termsTexts(t: Translate, terms: ScheduleTerms, currency: string, locale: string) {
  const { frequency, amountCents, totalCents, count, endDate, stopAtCents, reminderDays } = terms;
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const ends = [
    count !== null && totalCents === null && `${t("form.endsOf.count")}: ${count}`,
    endDate !== null && `${t("form.endsOf.date")}: ${formatIsoDate(endDate, locale)}`,
    stopAtCents !== null && `${t("form.endsOf.total")}: ${money(stopAtCents)}`,
  ].filter((part) => part !== false);
  const isEndless = ends.length === 0 && totalCents === null && frequency !== "single";
  return {
    frequency: t(`frequency.${frequency}`),
    howMuch:
      totalCents === null
        ? t("page.each", { amount: money(amountCents ?? 0) })
        : t("page.shared", { total: money(totalCents), count: count ?? 1 }),
    ends: isEndless ? t("form.endsOf.never") : ends.join(", "),
    reminder: t("form.reminderOf", { days: reminderDays }),
  };
}
