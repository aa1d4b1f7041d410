import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { payments } from "@/db/schema/payments";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

/** What a gateway does not know for a day, it will hardly say by itself: a person must ask there. */
const LIMIT_MS = 24 * 3_600_000;

/** Raises an alert for every payment whose outcome has been unknown for a day; once resolved by a person, again a day later. */
export async function alertUnknownPayments(ctx: Ctx): Promise<void> {
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
