"use server";

import { getLocale } from "next-intl/server";
import { ItemSearchInput } from "@/lib/connect-payments/schemas";
import { searchItems } from "@/lib/connect-payments/search-items";
import { staffAction } from "@/lib/http/staff-action";
import { previewBatch } from "@/lib/postings/preview-batch";
import { queuePostings } from "@/lib/postings/queue-postings";
import { reallocatePosting } from "@/lib/postings/reallocate-posting";
import { removePostings } from "@/lib/postings/remove-postings";
import { restorePostings } from "@/lib/postings/restore-postings";
import { retryPostingBatch } from "@/lib/postings/retry-posting-batch";
import { PostingSelection, ReallocateInput, RetryPostingBatchInput } from "@/lib/postings/schemas";
import { unqueuePostings } from "@/lib/postings/unqueue-postings";

const changed = { permission: "postings.manage", revalidate: ["/staff/connect/postings"] } as const;

export const queuePostingsAction = staffAction({ ...changed, input: PostingSelection, verb: queuePostings });

export const unqueuePostingsAction = staffAction({ ...changed, input: PostingSelection, verb: unqueuePostings });

export const removePostingsAction = staffAction({ ...changed, input: PostingSelection, verb: removePostings });

export const restorePostingsAction = staffAction({ ...changed, input: PostingSelection, verb: restorePostings });

export const reallocatePostingAction = staffAction({
  ...changed,
  input: ReallocateInput,
  verb: (ctx, input) => reallocatePosting(ctx, input),
});

export const searchPostingItemsAction = staffAction({
  permission: "postings.manage",
  input: ItemSearchInput,
  verb: searchItems,
});

export const previewPostingsAction = staffAction({
  permission: "postings.manage",
  input: PostingSelection,
  verb: async (ctx, input) => previewBatch(ctx, input, await getLocale()),
});

export const retryPostingFileAction = staffAction({
  ...changed,
  input: RetryPostingBatchInput,
  verb: retryPostingBatch,
});
