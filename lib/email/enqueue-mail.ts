import { mails } from "@/db/schema/effects";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { MAX_MAIL_TRIES, type MailKind } from "./model";

/** A statement holds 65,535 values. */
const ROWS_AT_ONCE = 1_000;

export type MailOrder = {
  kind: MailKind;
  toAddress: string;
  locale: string;
  objectType: "payment" | "pay_link" | "refund";
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

/** The same for any number of mails, each delivered on its own. */
export async function enqueueMails(ctx: Ctx, tx: Tx, orders: readonly MailOrder[]): Promise<void> {
  const createdAt = ctx.clock.now();
  for (let from = 0; from < orders.length; from += ROWS_AT_ONCE) {
    const rows = orders
      .slice(from, from + ROWS_AT_ONCE)
      .map((order) => ({ ...order, firmId: ctx.firmId, id: ctx.ids.next("mail"), createdAt }));
    const added = await tx
      .insert(mails)
      .values(rows)
      .onConflictDoNothing({ target: [mails.firmId, mails.dedupeKey] })
      .returning({ id: mails.id });
    const jobs = added.map(({ id }) => ({ payload: { firmId: ctx.firmId, mailId: id }, key: `mail:${id}` }));
    if (jobs.length > 0) await enqueueJobs(tx, "deliver-mail", jobs, 2 * MAX_MAIL_TRIES);
  }
}
