import { z } from "zod";
import { sortTextsOf } from "@/lib/lists/rules";
import { LAYOUT_REFUSAL_CODES, type SaidRefusal } from "@/lib/posting-layouts/model";
import { POSTING_SORTS } from "./columns";
import { POSTING_REASONS, POSTING_VIEWS, type PostingReason, type PostingTrouble } from "./model";

/** What Manage Postings shows, as it stands in the address bar and in the API's query. */
export const PostingFilter = z.object({
  view: z.enum(POSTING_VIEWS).default("pending_incomplete"),
  /** Words that stand on the record: number, payer, client, matter, invoice. */
  q: z.string().trim().max(120).default(""),
  sort: z.enum(sortTextsOf(POSTING_SORTS)).default("-date"),
  cursor: z.string().max(2_000).nullish(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PostingFilter = z.infer<typeof PostingFilter>;

const postingId = z.string().min(1).max(60);

/** Some records by their ids, or all that the action is for. */
export const PostingSelection = z.union([
  z.object({ ids: z.array(postingId).min(1, "posting_none").max(1_000, "posting_too_many") }),
  z.object({ all: z.literal(true) }),
]);
export type PostingSelection = z.infer<typeof PostingSelection>;

const itemKey = z.string().min(1).max(80);

/** Where a record goes instead: one item with all of it, or several that add up to it. `itemKey` null: no item yet. */
export const ReallocateInput = z.object({
  postingId,
  lines: z
    .array(
      z.object({
        itemKey: itemKey.nullable(),
        /** Null: all that the other lines leave. */
        amountCents: z.int().min(1).nullable(),
      }),
    )
    .min(1)
    .max(50),
});
export type ReallocateInput = z.infer<typeof ReallocateInput>;

/** "Create posting record" of a payment that has none. */
export const CreatePostingInput = z.object({
  paymentId: z.string().min(1).max(60),
  /** Null: to be found by the number that the payment came with. */
  itemKey: itemKey.nullable(),
  /** The number to look for instead of the payment's own. */
  invoiceNumber: z.string().trim().max(120).default(""),
  arMessage: z.string().trim().max(200).default(""),
});
export type CreatePostingInput = z.infer<typeof CreatePostingInput>;

export const RetryPostingBatchInput = z.object({ batchId: z.string().min(1).max(60) });
export type RetryPostingBatchInput = z.infer<typeof RetryPostingBatchInput>;

const Fit = z.object({
  key: z.string(),
  invoiceNumber: z.string(),
  clientNumber: z.string(),
  matterNumber: z.string(),
  name: z.string(),
  openCents: z.number(),
});

const Refusal = z.object({
  code: z.enum(LAYOUT_REFUSAL_CODES),
  field: z.string().nullable(),
  detail: z.record(z.string(), z.string()),
});

const given = z.string().default("");
const cents = z.coerce.number().int();
const json = <T extends z.ZodType>(of: T) =>
  z
    .string()
    .transform((text, { addIssue }): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        addIssue({ code: "custom", message: "unreadable" });
        return z.NEVER;
      }
    })
    .pipe(of);

/** Null for what was kept before sentences were made of it. */
const keptRefusal = json(Refusal.nullable()).catch(null);

/** What an alert keeps of a refusal, out of its text; null for none. */
export function readRefusal(text: string | undefined): SaidRefusal | null {
  return keptRefusal.parse(text);
}

/** The column holds texts only; figures and lists are read back here. */
const TROUBLES = {
  not_checked: z.object({}),
  invoice_not_found: z.object({ given, closest: json(Fit.nullable()) }),
  ledger_not_found: z.object({ given, closest: json(Fit.nullable()) }),
  several_invoices: z.object({ given, fits: json(z.array(Fit)), count: cents }),
  over_balance: z.object({ paidCents: cents, openCents: cents, overCents: cents }),
  invoice_closed: z.object({ given, status: z.enum(["paid", "closed", "reversed"]) }),
  account_unmapped: z.object({ accountName: z.string() }),
  original_not_posted: z.object({ number: z.string() }),
  original_removed: z.object({ number: z.string() }),
  layout_refused: z.object({ detail: z.string(), refusal: keptRefusal }),
} satisfies Record<PostingReason, z.ZodType>;

/** Why a record is incomplete, out of its two columns; null for "" and for what nobody can read any more. */
export function readTrouble(reason: string, detail: Readonly<Record<string, string>>): PostingTrouble | null {
  const known = POSTING_REASONS.find((each) => each === reason);
  if (!known) return null;
  const read = TROUBLES[known].safeParse(detail);
  return read.success ? ({ reason: known, ...read.data } as PostingTrouble) : { reason: "not_checked" };
}

/** The two columns of a reason. */
export function writeTrouble(trouble: PostingTrouble): { reason: PostingReason; reasonDetail: Record<string, string> } {
  const { reason, ...rest } = trouble;
  const texts = Object.entries(rest).map(([name, value]): [string, string] => [
    name,
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
  return { reason, reasonDetail: Object.fromEntries(texts) };
}
