import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { MAX_MAIL_TRIES } from "./model";

const BATCH = 100;
/** A job that a live worker would have begun long ago. */
const NEVER_BEGUN_MS = 15 * 60_000;

/**
 * Gives mails another job whose own died with its process: the runner would hand it on only after four hours. Mails that wait for a
 * later try after a failure keep their turn.
 */
export async function requeueLostMails(ctx: Ctx): Promise<CronResult> {
  const now = ctx.clock.now();
  const lost = await inFirm(ctx, async (tx) => {
    const rows = await tx
      .select({ id: mails.id })
      .from(mails)
      .where(
        and(
          eq(mails.firmId, ctx.firmId),
          eq(mails.status, "queued"),
          or(
            lte(mails.leasedUntil, now),
            and(
              isNull(mails.leasedUntil),
              eq(mails.tries, 0),
              lte(mails.createdAt, new Date(now.getTime() - NEVER_BEGUN_MS)),
            ),
          ),
        ),
      )
      .orderBy(asc(mails.createdAt))
      .limit(BATCH);
    for (const { id } of rows)
      await enqueueJob(
        tx,
        "deliver-mail",
        { firmId: ctx.firmId, mailId: id },
        { key: `mail:${id}`, maxTries: 2 * MAX_MAIL_TRIES },
      );
    return rows.length;
  });
  return { examined: lost, done: lost, failed: 0, remaining: 0 };
}
