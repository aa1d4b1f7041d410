import { sql } from "drizzle-orm";
import { disputes } from "@/db/schema/corrections";
import type { DisputeFacts } from "@/lib/gateways/port";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/**
 * Mirrors what the gateway says of a payment's dispute, in the caller's transaction. False when that is older than what stands: two
 * readings at once may arrive in either order, and a dispute never leaves "won", nor opens again.
 */
export async function recordDispute(
  ctx: Ctx,
  tx: Tx,
  payment: { id: string; currency: string },
  facts: DisputeFacts,
): Promise<boolean> {
  const closedAt = facts.status === "open" ? null : ctx.clock.now();
  const written = await tx
    .insert(disputes)
    .values({ ...facts, firmId: ctx.firmId, paymentId: payment.id, currency: payment.currency, closedAt })
    .onConflictDoUpdate({
      target: [disputes.firmId, disputes.paymentId, disputes.gatewayRef],
      set: {
        status: facts.status,
        feeCents: facts.feeCents,
        evidenceDueAt: facts.evidenceDueAt,
        // Read again it says the same: the day on which it ended stands.
        closedAt: sql`case when ${disputes.status} = excluded.status then ${disputes.closedAt} else excluded.closed_at end`,
      },
      setWhere: sql`${disputes.status} = excluded.status or (${disputes.status} <> 'won' and excluded.status <> 'open')`,
    })
    .returning({ status: disputes.status });
  return written.length > 0;
}
