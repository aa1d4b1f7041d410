import { reasonText } from "@/components/schedules/reason-text";
import { formatIsoDate } from "@/lib/dates/format-date";

/** What the sentence of a failed schedule needs. Takes the translator of the namespace `schedules`. */
export function scheduleValues(t: unknown, detail: Readonly<Record<string, string>>, locale: string) {
  const { number: schedule = "", payer = "", reason = "", retryOn = "" } = detail;
  return { schedule, payer, reason: reasonText(t, reason), retryOn: retryOn ? formatIsoDate(retryOn, locale) : "no" };
}
