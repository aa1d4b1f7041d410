import { matterSystemOf } from "@/lib/connections/call-matter-system";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { buildBatches } from "./build-batches";
import { confirmBatches } from "./confirm-batches";
import { deliverBatches } from "./deliver-batches";
import { matchPostings, type SystemOf } from "./match-postings";

/** A Post All of many records makes several files; the rest has its turn with the next call. */
const MOST_ROUNDS = 20;

/**
 * What is due for posting records, once a minute: judge those that are waiting, make files of what is queued, hand them over, read back
 * what was taken in. Counts records that were judged or put into files, and files that were handed over or confirmed.
 */
export async function sendPostings(ctx: Ctx, systemOf: SystemOf = matterSystemOf): Promise<CronResult> {
  const results = [await matchPostings(ctx, systemOf)];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const built = await buildBatches(ctx, systemOf);
    results.push(built);
    if (built.done === 0) break;
  }
  results.push(await deliverBatches(ctx, systemOf), await confirmBatches(ctx, systemOf));
  const total = (key: keyof CronResult) => results.reduce((sum, result) => sum + result[key], 0);
  return { examined: total("examined"), done: total("done"), failed: total("failed"), remaining: total("remaining") };
}
