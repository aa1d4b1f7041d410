import type { ScheduleDetail } from "@/lib/schedules/model";
import { AgreedSheet } from "./agreed-sheet";
import { ComingSheet } from "./coming-sheet";
import { HistorySheet } from "./history-sheet";
import { RunsSheet } from "./runs-sheet";
import { ScheduleFacts } from "./schedule-facts";

/** What ran, what comes and what happened at the left; who, what and what was agreed at the right. */
export function ScheduleBody({ schedule, mayManage }: { schedule: ScheduleDetail; mayManage: boolean }) {
  return (
    <div className="columns">
      <div className="stack">
        <RunsSheet schedule={schedule} mayManage={mayManage} />
        <ComingSheet schedule={schedule} mayManage={mayManage} />
        <HistorySheet schedule={schedule} />
      </div>
      <div className="stack">
        <ScheduleFacts schedule={schedule} />
        <AgreedSheet schedule={schedule} />
      </div>
    </div>
  );
}
