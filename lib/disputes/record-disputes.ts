import { and, eq, sql } from "drizzle-orm";
import { disputes } from "@/db/schema/corrections";
import type { DisputeFacts } from "@/lib/gateways/port";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

export type RecordedDisputes = {
  /**
   * The reading is older than what stands: two at once may arrive in either order, a dispute never leaves "won", nor opens again, and a
   * gateway never forgets one.
   */
  isOvertaken: boolean;
  /** How many open ones were not known before. */
  opened: number;
};

type Payment = { id: string; currency: string };

/** Mirrors what the gateway says of all disputes of a payment, in the caller's transaction. */
export async function recordDisputes(
  ctx: Ctx,
  tx: Tx,
  payment: Payment,
  told: readonly DisputeFacts[],
): Promise<RecordedDisputes> {
  const rows = await tx
    .select({ gatewayRef: disputes.gatewayRef })
    .from(disputes)
    .where(and(eq(disputes.firmId, ctx.firmId), eq(disputes.paymentId, payment.id)));
  const known = new Set(rows.map(({ gatewayRef }) => gatewayRef));
  const toldRefs = new Set(told.map(({ gatewayRef }) => gatewayRef));
  let isOvertaken = [...known].some((gatewayRef) => !toldRefs.has(gatewayRef));
  for (const facts of told) if (!(await recordOne(ctx, tx, payment, facts))) isOvertaken = true;
  const opened = told.filter(({ gatewayRef, status }) => status === "open" && !known.has(gatewayRef)).length;
  return { isOvertaken, opened };
}

async function recordOne(ctx: Ctx, tx: Tx, payment: Payment, facts: DisputeFacts): Promise<boolean> {
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
