import { sql } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { auditPostings } from "./internal/audit-postings";
import { listSkipped } from "./internal/list-skipped";
import type { PostingOutcome } from "./model";
import type { PostingSelection } from "./schemas";

/**
 * Takes queued records out of the queue again while no file holds them; what takes one of them back comes with it.
 * @throws AppError forbidden, not_found (connect_off)
 */
export async function unqueuePostings(ctx: Ctx, selection: PostingSelection): Promise<PostingOutcome> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const ids = "all" in selection ? null : selection.ids;
    const accountIds = visibleAccountIds(ctx);
    const { rows } = await tx.execute<{ id: string }>(sql`
      with named as (
        select p.id from ${postings} p where p.firm_id = ${ctx.firmId} and p.state = 'queued' and p.batch_id is null
          and ${ids === null ? sql`true` : sql`p.id = any(${sql.param([...ids])})`}
          and ${accountIds === null ? sql`true` : sql`p.account_id = any(${sql.param([...accountIds])})`}
      ), locked as (
        select p.id from ${postings} p where p.firm_id = ${ctx.firmId} and p.state = 'queued' and p.batch_id is null
          and (p.id in (select id from named) or p.reverses_id in (select id from named))
        order by p.number for update
      )
      update ${postings} r set state = 'pending', queued_at = null, queued_by = ''
      from locked where r.firm_id = ${ctx.firmId} and r.id = locked.id
      returning r.id`);
    const taken = rows.map(({ id }) => id);
    await auditPostings(ctx, tx, "postings.unqueue", taken);
    return { done: taken.length, skipped: ids ? await listSkipped(ctx, tx, ids, taken, "unqueue") : [] };
  });
}
