import { cellOf, POSTING_COLUMNS } from "@/lib/postings/columns";
import type { PostingRow } from "@/lib/postings/model";
import { listPostings, sumPostings } from "@/lib/postings/queries";
import { PostingFilter } from "@/lib/postings/schemas";
import { makeSource, readPages } from "./source";

const PAGE = 200;

/** Manage Postings, in the view that is open. */
export const postingSource = makeSource<PostingFilter, PostingRow>({
  permission: "postings.manage",
  columns: POSTING_COLUMNS,
  labels: "exports.columns.postings",
  readFilter: (query) => PostingFilter.parse({ ...query, cursor: null }),
  count: async (ctx, filter) => {
    const { count, isWhole } = await sumPostings(ctx, filter);
    return isWhole ? count : null;
  },
  stream: (ctx, filter, picked) => readPages((cursor) => listPostings(ctx, { ...filter, picked, cursor, limit: PAGE })),
  cellOf,
  currencyOf: (row) => row.currency,
  words: {
    state: "postings.state",
    reason: "exports.postingReasons",
    source: "payments.source",
    account_kind: "common.account",
  },
});
