import { and, asc, eq, like, not, or, sql } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { auditPostings } from "./internal/audit-postings";
import { followOriginals } from "./internal/follow-originals";
import { listSkipped } from "./internal/list-skipped";
import type { PostingRecord } from "./internal/load-records";
import { visiblePostings } from "./internal/select-rows";
import { askForMatching, putBack } from "./internal/write-records";
import type { PostingOutcome } from "./model";
import type { PostingSelection } from "./schemas";

/**
 * "Move to Pending": puts records back that a person removed; what was removed with a record and takes it back comes with it. Records whose
 * money went back stay out. The matter system is asked about them again.
 * @throws AppError forbidden, not_found (connect_off)
 */
export async function restorePostings(ctx: Ctx, selection: PostingSelection): Promise<PostingOutcome> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const ids = "all" in selection ? null : selection.ids;
    const records = await lockRemoved(ctx, tx, ids);
    const restored = records.map(({ id }) => id);
    await putBack(ctx, tx, records);
    await followOriginals(ctx, tx, restored);
    await askForMatching(ctx, tx);
    await auditPostings(ctx, tx, "postings.restore", restored);
    return { done: restored.length, skipped: ids ? await listSkipped(ctx, tx, ids, restored, "restore") : [] };
  });
}

function lockRemoved(ctx: Ctx, tx: Tx, ids: readonly string[] | null): Promise<PostingRecord[]> {
  const named = ids && sql.param([...ids]);
  return tx
    .select()
    .from(postings)
    .where(
      and(
        visiblePostings(ctx),
        eq(postings.state, "removed"),
        not(like(postings.removedBy, "cause:%")),
        named ? or(sql`${postings.id} = any(${named})`, sql`${postings.reversesId} = any(${named})`) : undefined,
      ),
    )
    .orderBy(asc(postings.number))
    .for("update");
}
