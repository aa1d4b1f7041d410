import type { ScheduleDetail } from "@/lib/schedules/model";
import { ScheduleActions } from "../../_components/schedule-actions";

/** What can be done with this one, as it stands. */
export function OneScheduleActions({ schedule: { id, status } }: { schedule: ScheduleDetail }) {
  const isOpen = status === "active" || status === "paused";
  return (
    <ScheduleActions
      active={status === "active" ? [id] : []}
      paused={status === "paused" ? [id] : []}
      all={status === "cancelled" ? [] : [id]}
      changeHref={isOpen ? `/staff/schedules/${id}/change` : null}
    />
  );
}
