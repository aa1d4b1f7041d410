import type { Clock } from "@/lib/platform/clock";
import { countUp } from "@/lib/platform/counters";
import { listFirmIds } from "@/lib/platform/directory";
import { log } from "@/lib/platform/log";
import { systemContext } from "@/lib/platform/make-context";
import type { CronResult } from "./model";
import type { DueWork } from "./registry";

/** Does one kind of due work for every firm, one after the other. A firm whose work breaks counts as failed and holds up no other. */
export async function runDueWork(name: string, work: DueWork, clock: Clock): Promise<CronResult> {
  const total: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  for (const firmId of await listFirmIds()) {
    try {
      const result = await work.run(systemContext(firmId, name, clock));
      for (const key of ["examined", "done", "failed", "remaining"] as const) total[key] += result[key];
    } catch (error) {
      total.failed += 1;
      log().error({ err: error, job: name, firmId }, "due work failed");
    }
  }
  countUp("cron_runs", { job: name, result: total.failed === 0 ? "ok" : "failed" });
  return total;
}
