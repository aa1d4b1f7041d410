import { and, eq, sql } from "drizzle-orm";
import { allocationLines } from "@/db/schema/allocations";
import { payments } from "@/db/schema/payments";
import { postings } from "@/db/schema/postings";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { BEING_PAID } from "@/lib/postings/model";
import { lockClaims } from "./lock-claims";

/**
 * In the claiming transaction of an obligation that may be paid long after its lines were made: refuses where payments that began here
 * since have taken what was open on one of its invoices, and lets nobody else begin until it ends.
 * @throws AppError refused (lines_taken)
 */
export async function checkLinesOpen(ctx: Ctx, tx: Tx, obligation: string): Promise<void> {
  const [line] = await tx
    .select({ connectionId: allocationLines.connectionId })
    .from(allocationLines)
    .where(and(eq(allocationLines.firmId, ctx.firmId), eq(allocationLines.obligation, obligation)))
    .limit(1);
  if (!line) return;
  await lockClaims(ctx, tx, line.connectionId);
  if (await areLinesTaken(ctx, tx, obligation)) throw new AppError("refused", { reason: "lines_taken" });
}

/** The same as a question, for pages. Asks nobody outside; a trust ledger takes any deposit. */
export async function areLinesTaken(ctx: Ctx, tx: Tx, obligation: string): Promise<boolean> {
  // What a person took out stands for money as well: they see to it by hand.
  const { rows } = await tx.execute(sql`
    select 1 from ${allocationLines} l
    where l.firm_id = ${ctx.firmId} and l.obligation = ${obligation} and l.kind = 'invoice'
      and l.amount_cents > l.balance_cents - coalesce((
        select sum(case
          when exists (select from ${postings} r where r.firm_id = p.firm_id and r.payment_id = p.id) then coalesce((
            select sum(r.amount_cents) from ${postings} r
            where r.firm_id = p.firm_id and r.payment_id = p.id and r.kind = l.kind and r.item_key = l.item_key
              and r.removed_by not like 'cause:%'), 0)
          when p.status = any(${sql.param([...BEING_PAID])}) then o.amount_cents
          else 0 end)
        from ${allocationLines} o
        join ${payments} p on p.firm_id = o.firm_id and p.obligation = o.obligation
        where o.firm_id = l.firm_id and o.connection_id = l.connection_id and o.kind = l.kind and o.item_key = l.item_key
          and o.obligation <> l.obligation and p.created_at >= l.created_at), 0)
    limit 1`);
  return rows.length > 0;
}
