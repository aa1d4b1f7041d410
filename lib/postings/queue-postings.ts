import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { auditPostings } from "./internal/audit-postings";
import { listSkipped } from "./internal/list-skipped";
import { queueRecords } from "./internal/queue-records";
import type { PostingOutcome } from "./model";
import type { PostingSelection } from "./schemas";

/**
 * "Post Selected" and "Post All": puts pending records into the queue, from which files are made within a minute. Safe to press twice and
 * by several people at once: a record is queued once. What cannot be queued is named with its reason, of a selection by ids.
 * @throws AppError forbidden, not_found (connect_off)
 */
export async function queuePostings(ctx: Ctx, selection: PostingSelection): Promise<PostingOutcome> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const ids = "all" in selection ? null : selection.ids;
    const queued = await queueRecords(ctx, tx, ids, visibleAccountIds(ctx));
    await auditPostings(ctx, tx, "postings.queue", queued);
    return { done: queued.length, skipped: ids ? await listSkipped(ctx, tx, ids, queued, "queue") : [] };
  });
}
