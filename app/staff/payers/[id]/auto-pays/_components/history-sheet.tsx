import { getLocale, getTranslations } from "next-intl/server";
import type { IconName } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import type { AutoPayDetail, AutoPayEvent } from "@/lib/auto-pays/model";
import { formatDateTime } from "@/lib/dates/format-date";
import { eventWords } from "./event-words";

const LOOK: Record<string, { icon: IconName; tone?: TimelineEntry["tone"] }> = {
  created: { icon: "plus" },
  changed: { icon: "pencil" },
  enrolled: { icon: "list" },
  association_removed: { icon: "minus", tone: "warn" },
  started: { icon: "check" },
  saved: { icon: "check" },
  paused: { icon: "clock" },
  resumed: { icon: "refresh" },
  cancelled: { icon: "stop" },
  renewed: { icon: "refresh" },
  ended: { icon: "flag" },
  reopened: { icon: "refresh", tone: "warn" },
  runs_missed: { icon: "alert", tone: "warn" },
  announced: { icon: "mail" },
  run_waits: { icon: "clock", tone: "warn" },
  run_charging: { icon: "send" },
  run_paid: { icon: "check-ring", tone: "ok" },
  run_nothing_due: { icon: "minus" },
  run_declined: { icon: "alert", tone: "danger" },
  run_failed: { icon: "alert", tone: "danger" },
  run_skipped: { icon: "arrow-right" },
  run_retries: { icon: "refresh" },
  run_retried: { icon: "refresh" },
};

/** Everything that happened to it, newest first: who changed what, what each run did. */
export async function HistorySheet({ autoPay, timeZone }: { autoPay: AutoPayDetail; timeZone: string }) {
  const t = await getTranslations("autoPays");
  const declines = await getTranslations("payments");
  const locale = await getLocale();
  const entryOf = (event: AutoPayEvent, index: number): TimelineEntry => ({
    id: String(index),
    ...(LOOK[event.kind] ?? { icon: "info" }),
    ...eventWords({ t, declines, locale }, event),
    time: formatDateTime(event.at, timeZone, locale),
    dateTime: event.at.toISOString(),
  });
  return (
    <Sheet title={t("history.title")}>
      <Timeline entries={autoPay.events.map(entryOf)} />
    </Sheet>
  );
}
