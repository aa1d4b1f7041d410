import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/platform/tx";
import type { JobName } from "./model";

type Options = {
  /** Two jobs with one key are one job. */
  key?: string;
  notBefore?: Date;
  maxTries?: number;
};

/** Adds an effect in the transaction of its cause: it happens if and only if the cause is committed. */
export async function enqueueJob(
  tx: Tx,
  job: JobName,
  payload: Record<string, string>,
  options: Options = {},
): Promise<void> {
  await tx.execute(
    sql`select enqueue_job(${job}, ${JSON.stringify(payload)}::json, ${options.key ?? null},
        ${options.notBefore?.toISOString() ?? null}::timestamptz, ${options.maxTries ?? 12})`,
  );
}

/** Many of one kind in one statement; each runs on its own. More than twenty at once let every other job go first, as do `givesWay`. */
export async function enqueueJobs(
  tx: Tx,
  job: JobName,
  orders: readonly { payload: Record<string, string>; key: string }[],
  maxTries: number,
  { givesWay = false, notBefore }: { givesWay?: boolean; notBefore?: Date } = {},
): Promise<void> {
  const [only] = orders;
  if (only && orders.length === 1 && !givesWay && !notBefore)
    return enqueueJob(tx, job, only.payload, { key: only.key, maxTries });
  const payloads = sql.param(orders.map((order) => JSON.stringify(order.payload)));
  const keys = sql.param(orders.map((order) => order.key));
  await tx.execute(
    sql`select enqueue_jobs(${job}, ${payloads}::text[], ${keys}::text[], ${maxTries}, ${givesWay},
        ${notBefore?.toISOString() ?? null}::timestamptz)`,
  );
}
