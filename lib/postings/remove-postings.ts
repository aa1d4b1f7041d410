import { sql } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { auditPostings } from "./internal/audit-postings";
import { followOriginals } from "./internal/follow-originals";
import { listSkipped } from "./internal/list-skipped";
import type { PostingOutcome } from "./model";
import type { PostingSelection } from "./schemas";

/**
 * "Remove Posts": takes records out that somebody sees to in the matter system by hand; `all` means every pending and incomplete one. What
 * takes a record back and is not queued yet goes with it. What is queued or posted stays.
 * @throws AppError forbidden, not_found (connect_off)
 */
export async function removePostings(ctx: Ctx, selection: PostingSelection): Promise<PostingOutcome> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const ids = "all" in selection ? null : selection.ids;
    const accountIds = visibleAccountIds(ctx);
    const { rows } = await tx.execute<{ id: string }>(sql`
      with named as (
        select p.id from ${postings} p where p.firm_id = ${ctx.firmId} and p.state in ('pending', 'incomplete')
          and ${ids === null ? sql`true` : sql`p.id = any(${sql.param([...ids])})`}
          and ${accountIds === null ? sql`true` : sql`p.account_id = any(${sql.param([...accountIds])})`}
      ), locked as (
        select p.id from ${postings} p where p.firm_id = ${ctx.firmId} and p.state in ('pending', 'incomplete')
          and (p.id in (select id from named) or p.reverses_id in (select id from named))
        order by p.number for update
      )
      update ${postings} r set state = 'removed', reason = '', reason_detail = '{}',
        removed_at = ${ctx.clock.now()}, removed_by = ${actorName(ctx.actor)}
      from locked where r.firm_id = ${ctx.firmId} and r.id = locked.id
      returning r.id`);
    const removed = rows.map(({ id }) => id);
    await followOriginals(ctx, tx, removed);
    await auditPostings(ctx, tx, "postings.remove", removed);
    return { done: removed.length, skipped: ids ? await listSkipped(ctx, tx, ids, removed, "remove") : [] };
  });
}
