import { sql } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/**
 * Puts those of the records that are pending into the queue, the earlier ones first; null: every one of the firm that the actor may see.
 * What takes a record back goes only with that record or after it. The ids of those that were queued now.
 */
export async function queueRecords(
  ctx: Ctx,
  tx: Tx,
  ids: readonly string[] | null,
  accountIds: readonly string[] | null = null,
): Promise<string[]> {
  if (ids?.length === 0) return [];
  const wanted = sql`${ids === null ? sql`true` : sql`p.id = any(${sql.param([...ids])})`}
    and ${accountIds === null ? sql`true` : sql`p.account_id = any(${sql.param([...accountIds])})`}`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    with locked as (
      select p.id, p.reverses_id from ${postings} p
      where p.firm_id = ${ctx.firmId} and p.state = 'pending' and p.item_key <> '' and ${wanted}
      order by p.number for update
    ), fit as (
      select l.id from locked l
      where l.reverses_id is null
        or l.reverses_id in (select id from locked)
        or exists (select 1 from ${postings} o
          where o.firm_id = ${ctx.firmId} and o.id = l.reverses_id and o.state in ('queued', 'posted'))
    )
    update ${postings} r set state = 'queued', queued_at = ${ctx.clock.now()}, queued_by = ${actorName(ctx.actor)}
    from fit where r.firm_id = ${ctx.firmId} and r.id = fit.id
    returning r.id`);
  return rows.map(({ id }) => id);
}
