import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { matchPostings } from "./match-postings";

/** What is due for posting records, once a minute. */
export async function sendPostings(ctx: Ctx): Promise<CronResult> {
  return matchPostings(ctx);
}
