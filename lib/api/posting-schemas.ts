import { z } from "zod";
import { POSTING_SORTS } from "@/lib/postings/columns";
import { POSTING_REASONS, POSTING_SKIPS, POSTING_STATES, POSTING_VIEWS } from "@/lib/postings/model";
import { PostingFilter } from "@/lib/postings/schemas";
import { cents, instant, listOf, listQuery } from "./parts";

const of = PostingFilter.shape;
const text = { override: { type: "string" as const } };

export const PostingListQuery = z.object({
  view: z
    .enum(POSTING_VIEWS, { error: `Write one of ${POSTING_VIEWS.join(", ")}.` })
    .default("pending_incomplete")
    .meta({ description: "Which records: the views of Manage Postings." }),
  q: of.q.meta({ description: "Words that stand on the record: number, payer, client, matter, invoice.", ...text }),
  sort: of.sort.meta({
    description: `Order, with \`-\` for descending: ${POSTING_SORTS.join(", ")}. A cursor belongs to one order.`,
    ...text,
  }),
  ...listQuery,
  cursor: of.cursor.meta({ description: "The `nextCursor` of the answer before.", ...text }),
});

const instantOrNull = instant.nullable();

/** A record in answers. Empty texts are null. */
export const PostingAnswer = z
  .object({
    id: z.string(),
    number: z.string().meta({ description: "Stands in the posting file as the record's reference." }),
    status: z.enum(POSTING_STATES),
    confirmed: z.boolean().meta({ description: "The matter system shows its receipt." }),
    reason: z.enum(POSTING_REASONS).nullable().meta({ description: "Why it is incomplete." }),
    reasonDetail: z
      .record(z.string(), z.unknown())
      .meta({ description: "What the reason is about; its fields depend on it." }),
    isReversal: z.boolean(),
    reverses: z.string().nullable().meta({ description: "Number of the record that it takes back." }),
    paymentId: z.string(),
    paymentNumber: z.string(),
    payerName: z.string(),
    source: z.string(),
    account: z.string(),
    accountId: z.string(),
    amountCents: cents.meta({ description: "Minor units of `currency`; below 0 for a reversal." }),
    currency: z.string(),
    kind: z.enum(["invoice", "trust"]),
    isMatched: z.boolean().meta({ description: "It is put on an item of the matter system." }),
    clientNumber: z.string().nullable(),
    clientName: z.string().nullable(),
    matterNumber: z.string().nullable(),
    matterName: z.string().nullable(),
    invoiceNumber: z.string().nullable(),
    payorName: z.string().nullable(),
    arMessage: z.string().nullable(),
    file: z.string().nullable().meta({ description: "Number of the posting file that it stands in." }),
    receiptRef: z.string().nullable().meta({ description: "The matter system's own name of the receipt." }),
    paidAt: instant,
    createdAt: instant,
    queuedAt: instantOrNull,
    postedAt: instantOrNull,
    confirmedAt: instantOrNull,
    removedAt: instantOrNull,
  })
  .meta({ id: "Posting" });
export type PostingAnswer = z.input<typeof PostingAnswer>;

export const PostingList = listOf(PostingAnswer);

const SELECTION = "Send `ids` with 1 to 1,000 ids of records, or `all` with true.";

/** Ids, or everything that the action is for. */
export const PostingSelectionBody = z
  .union(
    [
      z.strictObject({ ids: z.array(z.string().min(1).max(60)).min(1).max(1_000) }),
      z.strictObject({ all: z.literal(true) }),
    ],
    { error: SELECTION },
  )
  .meta({ id: "PostingSelection", description: SELECTION });

export const PostingOutcomeAnswer = z
  .object({
    done: z.int().meta({ description: "How many records were moved, with those that go along." }),
    skipped: z
      .array(z.object({ id: z.string(), reason: z.enum(POSTING_SKIPS) }))
      .meta({ description: "Of `ids`, those that stay as they are; empty for `all`." }),
  })
  .meta({ id: "PostingOutcome" });
