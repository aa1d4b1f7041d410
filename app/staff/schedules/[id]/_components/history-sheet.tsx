import { getLocale, getTranslations } from "next-intl/server";
import { reasonText } from "@/components/schedules/reason-text";
import type { IconName } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import { formatIsoDate, formatShortDateTime } from "@/lib/dates/format-date";
import type { ScheduleDetail, ScheduleEvent } from "@/lib/schedules/model";

const ICONS: Record<string, IconName> = {
  run_paid: "check",
  run_failed: "alert",
  run_missed: "alert",
  reminded: "mail",
  changed: "pencil",
  method_changed: "card",
  cancelled: "cross-ring",
};

const TONES: Record<string, TimelineEntry["tone"]> = { run_paid: "ok", run_failed: "danger", run_missed: "warn" };

/** Everything that happened to a schedule, newest first. */
export async function HistorySheet({ schedule }: { schedule: ScheduleDetail }) {
  const t = await getTranslations("schedules");
  const locale = await getLocale();
  const dayOf = (day: string | null | undefined) => (day ? formatIsoDate(day, locale) : "");
  const textOf = ({ kind, detail, actorName }: ScheduleEvent) =>
    [
      kind === "run_failed" ? reasonText(t, detail.reason ?? "") : "",
      detail.retryOn ? t("event.retry", { date: dayOf(detail.retryOn) }) : "",
      detail.note ? t("event.note", { note: detail.note }) : "",
      actorName ? t("event.by", { name: actorName }) : "",
    ]
      .filter((part) => part !== "")
      .join(" ");
  const entries = schedule.events.map(
    (event, place): TimelineEntry => ({
      id: String(place),
      icon: ICONS[event.kind] ?? "clock",
      title: t(`event.${event.kind}` as "event.run_paid", { date: dayOf(event.period) }),
      time: formatShortDateTime(event.at, schedule.timeZone, locale),
      dateTime: event.at.toISOString(),
      text: textOf(event) || undefined,
      tone: TONES[event.kind],
    }),
  );
  return (
    <Sheet title={t("page.history")} pad="none">
      <Timeline entries={entries} />
    </Sheet>
  );
}
