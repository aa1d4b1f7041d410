import { sql } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/**
 * Brings what takes records back to where those stand: it cannot be posted while what it takes back is incomplete, nor after a person
 * took that out to see to it by hand. `ids`: records that have changed, or what takes them back. Only what nobody has queued moves.
 */
export async function followOriginals(ctx: Ctx, tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const these = sql.param([...ids]);
  await tx.execute(sql`
    update ${postings} r set
      state = case when s.reason = '' then 'pending' else 'incomplete' end,
      reason = s.reason,
      reason_detail = case when s.reason = '' then '{}'::jsonb else jsonb_build_object('number', s.number) end
    from (
      select c.id, o.number,
        case o.state when 'incomplete' then 'original_not_posted' when 'removed' then 'original_removed' else '' end as reason
      from ${postings} c join ${postings} o on o.firm_id = c.firm_id and o.id = c.reverses_id
      where c.firm_id = ${ctx.firmId} and c.state in ('pending', 'incomplete') and c.item_key <> ''
        and (c.id = any(${these}) or c.reverses_id = any(${these}))
    ) s
    where r.firm_id = ${ctx.firmId} and r.id = s.id and r.reason is distinct from s.reason
      and (r.reason in ('', 'original_not_posted', 'original_removed') or s.reason <> '')`);
}
