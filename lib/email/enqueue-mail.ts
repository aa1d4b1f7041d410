import { mails } from "@/db/schema/effects";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { MAX_MAIL_TRIES, type MailKind } from "./model";

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
  const id = ctx.ids.next("mail");
  const added = await tx
    .insert(mails)
    .values({ ...order, firmId: ctx.firmId, id, createdAt: ctx.clock.now() })
    .onConflictDoNothing({ target: [mails.firmId, mails.dedupeKey] })
    .returning({ id: mails.id });
  if (added.length > 0)
    await enqueueJob(
      tx,
      "deliver-mail",
      { firmId: ctx.firmId, mailId: id },
      { key: `mail:${id}`, maxTries: 2 * MAX_MAIL_TRIES },
    );
}
