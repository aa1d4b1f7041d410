import { sql } from "drizzle-orm";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

/**
 * Payers who stand, by any of these keys: an address in small letters, or "name:" and the name without case and marks. One question
 * for any number of keys. @throws AppError forbidden
 */
export async function findKnownPayers(
  ctx: Ctx,
  keys: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  requirePermission(ctx, "payments.view");
  if (keys.length === 0) return new Map();
  const { rows } = await inFirm(ctx, (tx) =>
    tx.execute<{ key: string; id: string; name: string }>(sql`
      with asked as (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) as key),
      mine as (
        select id, name, lower(unnest(emails)) as key from payers where firm_id = ${ctx.firmId} and archived_at is null
        union all
        select id, name, 'name:' || regexp_replace(lower(name), '[^[:alnum:]]', '', 'g') from payers
        where firm_id = ${ctx.firmId} and archived_at is null)
      select distinct on (mine.key) mine.key, mine.id, mine.name from mine join asked using (key) order by mine.key, mine.id`),
  );
  return new Map(rows.map(({ key, id, name }) => [key, { id, name }]));
}
