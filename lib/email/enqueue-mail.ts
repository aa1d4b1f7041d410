import { sql } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import { insertAllRows } from "@/lib/platform/insert-all-rows";
import type { Tx } from "@/lib/platform/tx";
import { MAX_MAIL_TRIES, type MailKind } from "./model";

export type MailOrder = {
  kind: MailKind;
  toAddress: string;
  locale: string;
  objectType:
    | "payment"
    | "pay_link"
    | "invoice"
    | "refund"
    | "method"
    | "method_request"
    | "export"
    | "user"
    | "notice"
    | "schedule"
    | "auto_pay";
  objectId: string;
  /** Ids only; the message is rendered when it is delivered. */
  payload: Record<string, string>;
  /** The same key twice is one mail. */
  dedupeKey: string;
};

/** Puts a mail into the outbox in the transaction of its cause. */
export async function enqueueMail(ctx: Ctx, tx: Tx, order: MailOrder): Promise<void> {
  await enqueueMails(ctx, tx, [order]);
}

/**
 * The same for any number of mails, each delivered on its own. `isHeld`: what they speak of is not there yet; whoever makes it calls
 * `releaseMails`. `givesWay`: nobody waits for them, so every other job goes first.
 */
export async function enqueueMails(
  ctx: Ctx,
  tx: Tx,
  orders: readonly MailOrder[],
  { isHeld = false, givesWay = false }: { isHeld?: boolean; givesWay?: boolean } = {},
): Promise<void> {
  if (orders.length === 0) return;
  const shared = { firmId: ctx.firmId, createdAt: ctx.clock.now() };
  const rows = orders.map((order) => ({ ...order, ...shared, id: ctx.ids.next("mail") }));
  const added = await tx.execute<{ id: string }>(
    sql`${insertAllRows(mails, rows)} on conflict (firm_id, dedupe_key) do nothing returning id`,
  );
  if (isHeld) return;
  const jobs = added.rows.map(({ id }) => ({ payload: { firmId: ctx.firmId, mailId: id }, key: `mail:${id}` }));
  if (jobs.length > 0) await enqueueJobs(tx, "deliver-mail", jobs, 2 * MAX_MAIL_TRIES, { givesWay });
}
