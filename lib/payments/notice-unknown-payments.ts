import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { payments } from "@/db/schema/payments";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

/** The gateway has had a day to say whether it took the money; from here on a person must see to it. */
const LIMIT_MS = 24 * 3_600_000;

/**
 * Raises an alert for each payment whose outcome nobody could tell for a day; one that a person closed, again a day after it was
 * raised. The move that makes the outcome known closes it (`applyToSource`).
 */
export async function noticeUnknownPayments(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - LIMIT_MS);
  const wasRaised = sql`exists (select 1 from ${alerts} a where a.firm_id = ${payments.firmId} and a.object_type = 'payment'
    and a.object_id = ${payments.id} and a.kind = 'payment_unknown' and a.raised_at > ${before.toISOString()}::timestamptz)`;
  await inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.firmId, ctx.firmId),
          inArray(payments.status, ["processing", "unknown"]),
          lte(payments.submittedAt, before),
          sql`not ${wasRaised}`,
        ),
      )
      // Who is being written down right now is looked at in the next run.
      .for("update", { skipLocked: true });
    for (const { id, accountId, amountCents, currency } of rows) {
      await raiseAlert(ctx, tx, {
        kind: "payment_unknown",
        objectType: "payment",
        objectId: id,
        accountId,
        detail: { amountCents: String(amountCents), currency },
      });
    }
  });
}
