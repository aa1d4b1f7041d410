import { getTranslations } from "next-intl/server";
import type { IconName } from "@/components/ui/icon";
import { Status, type StatusTone } from "@/components/ui/status";
import type { ScheduleRow } from "@/lib/schedules/model";

const LOOK: Record<ScheduleRow["status"], { icon: IconName; tone: StatusTone }> = {
  active: { icon: "check", tone: "ok" },
  paused: { icon: "clock", tone: "warn" },
  ended: { icon: "check-ring", tone: "off" },
  cancelled: { icon: "cross-ring", tone: "off" },
};

/** How a schedule stands; what failed stands beside it. */
export async function ScheduleStatus({ schedule }: { schedule: Pick<ScheduleRow, "status" | "failedRuns"> }) {
  const t = await getTranslations("schedules");
  return (
    <span className="inline-flex flex-wrap gap-x-3">
      <Status {...LOOK[schedule.status]}>{t(`status.${schedule.status}`)}</Status>
      {schedule.failedRuns > 0 && (
        <Status icon="alert" tone="danger">
          {t("failedRuns", { count: schedule.failedRuns })}
        </Status>
      )}
    </span>
  );
}
