import { and, asc, eq } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { MailOrder } from "./enqueue-mail";
import { MAX_MAIL_TRIES } from "./model";

/** Lets go of the mails that were put into the outbox before what they speak of was there. */
export async function releaseMails(
  ctx: Ctx,
  tx: Tx,
  { objectType, objectId }: Pick<MailOrder, "objectType" | "objectId">,
): Promise<void> {
  const rows = await tx
    .select({ id: mails.id })
    .from(mails)
    .where(
      and(
        eq(mails.firmId, ctx.firmId),
        eq(mails.objectType, objectType),
        eq(mails.objectId, objectId),
        eq(mails.status, "queued"),
      ),
    )
    .orderBy(asc(mails.id));
  const jobs = rows.map(({ id }) => ({ payload: { firmId: ctx.firmId, mailId: id }, key: `mail:${id}` }));
  if (jobs.length > 0) await enqueueJobs(tx, "deliver-mail", jobs, 2 * MAX_MAIL_TRIES);
}
