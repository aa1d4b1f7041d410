import type { Ctx } from "@/lib/platform/context";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { getPostingDesk, type PostingDesk } from "@/lib/postings/get-posting-desk";
import type { PostingBatchRow, PostingCounts, PostingRow, PostingSums } from "@/lib/postings/model";
import { countViews, listPostingBatches, listPostings, sumPostings } from "@/lib/postings/queries";
import type { PostingFilter } from "@/lib/postings/schemas";
import { fromCursorOrStart } from "../../../_components/read-list";

export type LoadedPostings = {
  page: TwoWayPage<PostingRow>;
  counts: PostingCounts;
  /** On all pages, whatever was searched for: so many records Post All posts. */
  pendingCount: number;
  sums: PostingSums;
  desk: PostingDesk;
  files: PostingBatchRow[];
};

/** A cursor that was typed, or that belongs to another order, shows the first page. */
export async function loadPostings(ctx: Ctx, filter: PostingFilter): Promise<LoadedPostings> {
  const [page, counts, pending, sums, desk, files] = await Promise.all([
    fromCursorOrStart(filter, (asked) => listPostings(ctx, asked)),
    countViews(ctx, filter),
    sumPostings(ctx, { view: "pending", q: "" }),
    sumPostings(ctx, filter),
    getPostingDesk(ctx),
    listPostingBatches(ctx),
  ]);
  return { page, counts, pendingCount: pending.count, sums, desk, files };
}
