import type { getTranslations } from "next-intl/server";
import type { AutoPayRow } from "@/lib/auto-pays/model";
import { formatMoney } from "@/lib/money/format-money";

export type AutoPayTexts = Awaited<ReturnType<typeof getTranslations<"autoPays">>>;

/** "All outstanding", "Up to $500.00". */
export function amountWords(t: AutoPayTexts, { capCents, currency }: AutoPayRow, locale: string): string {
  return capCents === null ? t("amount.all") : t("amount.upTo", { amount: formatMoney(capCents, currency, locale) });
}

/** "Monthly", "Twice a month: 1, 15". */
export function frequencyWords(t: AutoPayTexts, { frequency, days }: Pick<AutoPayRow, "frequency" | "days">): string {
  const named = t(`frequency.${frequency}`);
  if (days.length === 0) return named;
  return `${named}: ${days.map((day) => (day === "last" ? t("form.lastDay") : String(day))).join(", ")}`;
}

/** Why a run waits, failed or was left out; a decline code has no words of its own here. */
export function reasonWords(t: AutoPayTexts, reason: string): string {
  const key = `reason.${reason}` as never;
  return t.has(key) ? t(key) : t("reason.declined");
}
