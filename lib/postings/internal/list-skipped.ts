import { and, inArray } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { PostingOutcome, PostingSkip } from "../model";
import { removedByOf } from "../rules";
import type { PostingRecord } from "./load-records";
import { visiblePostings } from "./select-rows";

export type PostingAction = "queue" | "unqueue" | "remove" | "restore";

/** Why the others of a selection were left as they are. */
export async function listSkipped(
  ctx: Ctx,
  tx: Tx,
  ids: readonly string[],
  done: readonly string[],
  action: PostingAction,
): Promise<PostingOutcome["skipped"]> {
  const left = [...new Set(ids)].filter((id) => !done.includes(id));
  if (left.length === 0) return [];
  const rows = await tx
    .select()
    .from(postings)
    .where(and(visiblePostings(ctx), inArray(postings.id, left)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return left.map((id) => {
    const record = byId.get(id);
    return { id, reason: record ? skipOf(record, action) : "posting_unknown" };
  });
}

function skipOf(record: PostingRecord, action: PostingAction): PostingSkip {
  const { state, batchId } = record;
  if (action === "restore") {
    if (state !== "removed") return "posting_not_removed";
    return removedByOf(record) === "person" ? "posting_not_removed" : "posting_taken_back";
  }
  if (action === "unqueue") return batchId === null ? "posting_not_pending" : "posting_in_file";
  if (action === "queue" && state === "incomplete") return "posting_incomplete";
  return action === "queue" && state === "pending" ? "original_not_queued" : "posting_not_pending";
}
