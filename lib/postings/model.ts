import type { ItemKind } from "@/lib/matter-systems/model";
import type { AccountKind, PaymentSource, PaymentStatus } from "@/lib/payments/model";
import type { SaidRefusal } from "@/lib/posting-layouts/model";

/** Pure words of postings: lines of payments on their way into the matter system. Amounts are integer minor units. */

/** Of payments whose money may have moved, or will: their records are made when that is known. */
export const BEING_PAID: readonly PaymentStatus[] = ["created", "processing", "unknown", "pending"];

export const POSTING_STATES = ["pending", "incomplete", "queued", "posted", "removed"] as const;
export type PostingState = (typeof POSTING_STATES)[number];

/** The views of Manage Postings in their order. `all` only shows: no action is offered there. */
export const POSTING_VIEWS = [
  "pending_incomplete",
  "pending",
  "incomplete",
  "posted",
  "removed",
  "queued",
  "all",
] as const;
export type PostingView = (typeof POSTING_VIEWS)[number];

export const STATES_OF_VIEW: Record<PostingView, readonly PostingState[]> = {
  pending_incomplete: ["pending", "incomplete"],
  pending: ["pending"],
  incomplete: ["incomplete"],
  posted: ["posted"],
  removed: ["removed"],
  queued: ["queued"],
  all: POSTING_STATES,
};

export const POSTING_REASONS = [
  /** The matter system has not answered yet. */
  "not_checked",
  "invoice_not_found",
  "ledger_not_found",
  "several_invoices",
  "over_balance",
  "invoice_closed",
  "account_unmapped",
  "original_not_posted",
  "original_removed",
  "layout_refused",
] as const;
export type PostingReason = (typeof POSTING_REASONS)[number];

/** An item of the matter system as far as a reason names it; `key` is enough to put the record on it. */
export type PostingFit = {
  key: string;
  invoiceNumber: string;
  clientNumber: string;
  matterNumber: string;
  /** Who is billed. */
  name: string;
  openCents: number;
};

/** Why a record is incomplete, with what its words need. Amounts are in the record's currency. */
export type PostingTrouble =
  | { reason: "not_checked" }
  /** `given`: the number that the payment came with. */
  | { reason: "invoice_not_found" | "ledger_not_found"; given: string; closest: PostingFit | null }
  /** At most three of `count`. */
  | { reason: "several_invoices"; given: string; fits: PostingFit[]; count: number }
  /** `openCents` is what is open for this record: records that are on their way already are taken off. */
  | { reason: "over_balance"; paidCents: number; openCents: number; overCents: number }
  | { reason: "invoice_closed"; given: string; status: "paid" | "closed" | "reversed" }
  | { reason: "account_unmapped"; accountName: string }
  /** `number`: of the record that this one takes back. */
  | { reason: "original_not_posted" | "original_removed"; number: string }
  /** The file's layout cannot hold it; `detail` says why in English, `refusal` what a sentence of any language needs. */
  | { reason: "layout_refused"; detail: string; refusal: SaidRefusal | null };

/** Who took a record out: a person; a refund, void, return or dispute; or a reallocation to several items. */
export type RemovedBy = "person" | "taken_back" | "reallocated";

/** One row of Manage Postings. */
export type PostingRow = {
  id: string;
  /** The reference that stands in the file: "D-2026-000123". */
  number: string;
  state: PostingState;
  /** Set if and only if it is incomplete. */
  trouble: PostingTrouble | null;
  /** Takes another record back; its amount is negative, but for what takes back a reversal. */
  isReversal: boolean;
  reversesNumber: string | null;
  /** Came by a payment page: the person icon. */
  isFromPage: boolean;
  paymentId: string;
  paymentNumber: string;
  payerName: string;
  source: PaymentSource;
  accountId: string;
  accountName: string;
  accountKind: AccountKind;
  amountCents: number;
  currency: string;
  kind: ItemKind;
  connectionId: string;
  /** False: `invoiceNumber` and `matterNumber` are only what the payer gave. */
  isMatched: boolean;
  itemKey: string;
  clientNumber: string;
  clientName: string;
  matterNumber: string;
  matterName: string;
  invoiceNumber: string;
  payorName: string;
  bankAccount: string;
  arMessage: string;
  paidAt: Date;
  createdAt: Date;
  /** When the matter system was last asked about it. */
  checkedAt: Date | null;
  queuedAt: Date | null;
  batchId: string | null;
  batchNumber: string | null;
  postedAt: Date | null;
  confirmedAt: Date | null;
  receiptRef: string;
  removedAt: Date | null;
  removedBy: RemovedBy | null;
  /** "Move to Pending" is offered: a person removed it. */
  mayRestore: boolean;
};

/** `isWhole` false: a searched text stands on more records than are counted; there are at least so many. */
export type PostingCount = { records: number; isWhole: boolean };
export type PostingCounts = Record<PostingView, PostingCount>;

/** Operating and trust never in one figure. */
export type PostingSums = { count: number; operatingCents: number; trustCents: number; isWhole: boolean };

/** What became of a list of records: `done` ids, and of the others why not. */
export type PostingOutcome = { done: number; skipped: { id: string; reason: PostingSkip }[] };
export const POSTING_SKIPS = [
  "posting_unknown",
  "posting_not_pending",
  "posting_incomplete",
  "posting_in_file",
  "posting_not_removed",
  "posting_taken_back",
  "original_not_queued",
] as const;
export type PostingSkip = (typeof POSTING_SKIPS)[number];

/** One posting file as the screen names it. */
export type PostingBatchRow = {
  id: string;
  number: string;
  fileName: string;
  status: "open" | "delivered" | "refused";
  accountId: string;
  accountName: string;
  records: number;
  totalCents: number;
  currency: string;
  attempts: number;
  failure: string;
  createdAt: Date;
  nextAttemptAt: Date | null;
  deliveredAt: Date | null;
  confirmedAt: Date | null;
};

/** What took money of a line back, or gave it again; a line of a payment has each once. */
export type PostingCause =
  | "payment"
  | `refund:${string}`
  | "void"
  | "return"
  | "dispute_lost"
  | "dispute_won"
  | `dispute_lost:${string}`
  | `dispute_won:${string}`;
