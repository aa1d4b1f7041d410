import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { PostingOutcome, PostingRow } from "@/lib/postings/model";
import { listPostings } from "@/lib/postings/queries";
import { queuePostings } from "@/lib/postings/queue-postings";
import { removePostings } from "@/lib/postings/remove-postings";
import { restorePostings } from "@/lib/postings/restore-postings";
import type { PostingSelection } from "@/lib/postings/schemas";
import { apiOperation } from "./operation";
import { instantText, instantTextOrNull } from "./parts";
import {
  type PostingAnswer,
  PostingList,
  PostingListQuery,
  PostingOutcomeAnswer,
  PostingSelectionBody,
} from "./posting-schemas";

const tag = "Postings";

export const listAllPostings = apiOperation({
  name: "listPostings",
  tag,
  summary: "List posting records",
  description:
    "Newest first unless `sort` says otherwise. While the Connect module is off, nothing of this is here: 404.",
  permissions: ["postings.manage"],
  query: PostingListQuery,
  answer: PostingList,
  refusals: ["cursor_invalid", "cursor_of_other_sort"],
  verb: async ({ ctx, query }) => {
    const { rows, nextCursor } = await listPostings(ctx, query);
    return { data: rows.map(answerOf), nextCursor };
  },
});

export const postPostings = actionOf({
  name: "postPostings",
  summary: "Post records",
  description:
    "Puts pending records into the queue; their files are delivered within ten minutes. `all`: every pending record. A record stands in one file, however often it is posted.",
  verb: queuePostings,
});

export const removeFromPosting = actionOf({
  name: "removePostings",
  summary: "Remove records",
  description:
    "Takes pending and incomplete records out, to be seen to in the matter system by hand. `all`: every one of them.",
  verb: removePostings,
});

export const restoreToPending = actionOf({
  name: "restorePostings",
  summary: "Move removed records to pending",
  description: "Records whose money went back stay removed. `all`: every one that a person or a program removed.",
  verb: restorePostings,
});

function actionOf(parts: {
  name: string;
  summary: string;
  description: string;
  verb: (ctx: Ctx, selection: PostingSelection) => Promise<PostingOutcome>;
}) {
  const { verb, ...words } = parts;
  return apiOperation({
    ...words,
    tag,
    permissions: ["postings.manage"],
    body: PostingSelectionBody,
    answer: PostingOutcomeAnswer,
    verb: async ({ ctx, body }) => requireKnown(await verb(ctx, body)),
  });
}

/** Ids of which the firm has none are not found, like any other id of another firm; among its own they are named as skipped. */
function requireKnown(outcome: PostingOutcome): PostingOutcome {
  const { done, skipped } = outcome;
  if (done === 0 && skipped.length > 0 && skipped.every(({ reason }) => reason === "posting_unknown"))
    throw new AppError("not_found", { reason: "posting_unknown" });
  return outcome;
}

function answerOf(row: PostingRow): PostingAnswer {
  const { id, number, state, isReversal, paymentId, paymentNumber, payerName, source } = row;
  const { accountId, amountCents, currency, kind, isMatched } = row;
  const { reason = null, ...reasonDetail } = row.trouble ?? {};
  return {
    ...{ id, number, status: state, isReversal, paymentId, paymentNumber, payerName, source },
    ...{ accountId, amountCents, currency, kind, isMatched, reason, reasonDetail },
    confirmed: row.confirmedAt !== null,
    reverses: row.reversesNumber,
    account: row.accountName,
    clientNumber: textOrNull(row.clientNumber),
    clientName: textOrNull(row.clientName),
    matterNumber: textOrNull(row.matterNumber),
    matterName: textOrNull(row.matterName),
    invoiceNumber: textOrNull(row.invoiceNumber),
    payorName: textOrNull(row.payorName),
    arMessage: textOrNull(row.arMessage),
    file: row.batchNumber,
    receiptRef: textOrNull(row.receiptRef),
    paidAt: instantText(row.paidAt),
    createdAt: instantText(row.createdAt),
    queuedAt: instantTextOrNull(row.queuedAt),
    postedAt: instantTextOrNull(row.postedAt),
    confirmedAt: instantTextOrNull(row.confirmedAt),
    removedAt: instantTextOrNull(row.removedAt),
  };
}

function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}
