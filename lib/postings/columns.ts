import type { Cell, ListColumn } from "@/lib/lists/model";
import type { PostingRow } from "./model";

/** Every column of Manage Postings, in the order in which it is shown until a user arranges it. */
export const POSTING_COLUMNS = [
  { id: "date", kind: "instant", isSortable: true, width: 8 },
  { id: "paid_at", kind: "instant", isHidden: true, width: 8 },
  { id: "number", kind: "text", isHidden: true, width: 9 },
  { id: "payment", kind: "text", isHidden: true, width: 9 },
  { id: "payer", kind: "text", isSortable: true, isFixed: true, width: 14 },
  { id: "client", kind: "text", isHidden: true, width: 7 },
  { id: "client_name", kind: "text", isHidden: true, width: 12 },
  { id: "invoice", kind: "text", isSortable: true, width: 8 },
  { id: "matter", kind: "text", isSortable: true, width: 8 },
  { id: "matter_name", kind: "text", isHidden: true, width: 12 },
  { id: "payor", kind: "text", isHidden: true, width: 12 },
  { id: "account", kind: "text", width: 8 },
  { id: "account_kind", kind: "word", isHidden: true, width: 7 },
  { id: "source", kind: "word", isHidden: true, width: 9 },
  { id: "state", kind: "word", width: 10 },
  { id: "reason", kind: "word", isHidden: true, width: 12 },
  { id: "ar_message", kind: "text", isHidden: true, width: 12 },
  { id: "queued_at", kind: "instant", isHidden: true, width: 10 },
  { id: "batch", kind: "text", isHidden: true, width: 9 },
  { id: "posted_at", kind: "instant", isHidden: true, width: 10 },
  { id: "confirmed_at", kind: "instant", isHidden: true, width: 10 },
  { id: "receipt", kind: "text", isHidden: true, width: 9 },
  { id: "removed_at", kind: "instant", isHidden: true, width: 10 },
  { id: "amount", kind: "money", isSortable: true, isFixed: true, width: 8 },
] as const satisfies readonly ListColumn[];

export type PostingColumnId = (typeof POSTING_COLUMNS)[number]["id"];

/** Columns by which the list can be ordered. */
export const POSTING_SORTS = [
  "date",
  "payer",
  "invoice",
  "matter",
  "amount",
] as const satisfies readonly PostingColumnId[];
export type PostingSortId = (typeof POSTING_SORTS)[number];

const CELLS: Record<PostingColumnId, (row: PostingRow) => Cell> = {
  date: (row) => row.createdAt,
  paid_at: (row) => row.paidAt,
  number: (row) => row.number,
  payment: (row) => row.paymentNumber,
  payer: (row) => row.payerName,
  client: (row) => row.clientNumber,
  client_name: (row) => row.clientName,
  invoice: (row) => row.invoiceNumber,
  matter: (row) => row.matterNumber,
  matter_name: (row) => row.matterName,
  payor: (row) => row.payorName,
  account: (row) => row.accountName,
  account_kind: (row) => row.accountKind,
  source: (row) => row.source,
  state: (row) => stateWordOf(row),
  reason: (row) => row.trouble?.reason ?? null,
  ar_message: (row) => row.arMessage,
  queued_at: (row) => row.queuedAt,
  batch: (row) => row.batchNumber,
  posted_at: (row) => row.postedAt,
  confirmed_at: (row) => row.confirmedAt,
  receipt: (row) => row.receiptRef,
  removed_at: (row) => row.removedAt,
  amount: (row) => row.amountCents,
};

/** "pending", "pending_reversal", "confirmed", ...: the word that the column "state" shows. */
export function stateWordOf(row: Pick<PostingRow, "state" | "isReversal" | "confirmedAt">): string {
  const state = row.state === "posted" && row.confirmedAt ? "confirmed" : row.state;
  return row.isReversal ? `${state}_reversal` : state;
}

/** What stands in a column of a row; of a column of kind "word" its code. Null where there is nothing. Money is in `row.currency`. */
export function cellOf(columnId: string, row: PostingRow): Cell {
  return Object.hasOwn(CELLS, columnId) ? CELLS[columnId as PostingColumnId](row) : null;
}
