import { and, eq, inArray, isNull, lte } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { payments } from "@/db/schema/payments";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

/** The gateway has had a day to say whether it took the money; from here on a person must see to it. */
export const UNKNOWN_LIMIT_MS = 24 * 60 * 60_000;

const OPEN = ["processing", "unknown"];

/** Raises an alert for each payment whose outcome nobody could tell for too long, and closes those of payments that are known now. */
export async function noticeUnknownPayments(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - UNKNOWN_LIMIT_MS);
  await inFirm(ctx, async (tx) => {
    const old = await tx
      .select({
        id: payments.id,
        accountId: payments.accountId,
        amountCents: payments.amountCents,
        currency: payments.currency,
      })
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), inArray(payments.status, OPEN), lte(payments.submittedAt, before)));
    for (const { id, accountId, amountCents, currency } of old)
      await raiseAlert(ctx, tx, {
        kind: "payment_unknown",
        objectType: "payment",
        objectId: id,
        accountId,
        detail: { amountCents: String(amountCents), currency },
      });
    const known = await tx
      .select({ id: payments.id, status: payments.status })
      .from(alerts)
      .innerJoin(payments, and(eq(payments.firmId, alerts.firmId), eq(payments.id, alerts.objectId)))
      .where(and(eq(alerts.firmId, ctx.firmId), eq(alerts.kind, "payment_unknown"), isNull(alerts.closedAt)));
    for (const { id } of known.filter(({ status }) => !OPEN.includes(status)))
      await clearAlerts(ctx, tx, { objectType: "payment", objectId: id, kinds: ["payment_unknown"] });
  });
}
