import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { chargeRequestOf } from "@/lib/payments/internal/charge-request";
import { recordOutcome } from "@/lib/payments/record-outcome";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

const LEASE_MS = 4 * 60_000;

/**
 * What recovery would be without the look-up: sends every open attempt again when it is due, trusting the gateway to remember the
 * key, or, with a fresh key, trusting nothing.
 */
export async function resendUnasked(ctx: Ctx, key: "same" | "fresh"): Promise<void> {
  for (const payment of await leaseDue(ctx)) {
    const { gateway, account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, payment.accountId));
    const request = chargeRequestOf(account, payment);
    const outcome = await gatewayOf(gateway, ctx).charge(
      key === "same" ? request : { ...request, idempotencyKey: `${request.idempotencyKey}:${ctx.ids.next("req")}` },
    );
    await recordOutcome(ctx, payment.id, outcome);
  }
}

async function leaseDue(ctx: Ctx): Promise<(typeof payments.$inferSelect)[]> {
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.firmId, ctx.firmId),
          inArray(payments.status, ["processing", "unknown"]),
          lte(payments.checkAt, now),
        ),
      )
      .orderBy(asc(payments.checkAt))
      .limit(10)
      .for("update", { skipLocked: true });
    for (const row of rows) {
      await tx
        .update(payments)
        .set({ checkAt: new Date(now.getTime() + LEASE_MS) })
        .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, row.id)));
    }
    return rows;
  });
}
