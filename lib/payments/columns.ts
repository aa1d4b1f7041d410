import type { Cell, ListColumn } from "@/lib/lists/model";
import type { PaymentRow } from "./model";

/** Every column of Payment Manager, in the order in which it is shown until a user arranges it. Sortable are those with an index. */
export const PAYMENT_COLUMNS = [
  { id: "date", kind: "instant", isSortable: true, width: 10 },
  { id: "number", kind: "text", isSortable: true, isHidden: true, width: 9 },
  { id: "payer", kind: "text", isSortable: true, isFixed: true, width: 14 },
  { id: "payer_email", kind: "text", isHidden: true, width: 15 },
  { id: "client", kind: "text", isSortable: true, isHidden: true, width: 7 },
  { id: "matter", kind: "text", isSortable: true, isHidden: true, width: 7 },
  { id: "invoice", kind: "text", isSortable: true, width: 8 },
  { id: "account", kind: "text", width: 9 },
  { id: "account_kind", kind: "word", isHidden: true, width: 7 },
  { id: "source", kind: "word", isSortable: true, width: 9 },
  { id: "method", kind: "word", isSortable: true, width: 8 },
  { id: "last4", kind: "text", isHidden: true, width: 5 },
  { id: "status", kind: "word", isSortable: true, width: 9 },
  { id: "decline", kind: "word", isHidden: true, width: 11 },
  { id: "auth_code", kind: "text", isHidden: true, width: 8 },
  { id: "gateway_ref", kind: "text", isHidden: true, width: 14 },
  { id: "user", kind: "text", isHidden: true, width: 10 },
  { id: "amount", kind: "money", isSortable: true, isFixed: true, width: 8 },
  { id: "refunded", kind: "money", isHidden: true, width: 8 },
  { id: "net", kind: "money", isHidden: true, width: 8 },
  { id: "surcharge", kind: "money", isHidden: true, width: 7 },
  { id: "fee", kind: "money", isHidden: true, width: 7 },
  { id: "approved_at", kind: "instant", isSortable: true, isHidden: true, width: 10 },
  { id: "settled_at", kind: "instant", isSortable: true, isHidden: true, width: 10 },
  { id: "note", kind: "text", isHidden: true, width: 14 },
  { id: "link", kind: "text", isHidden: true, width: 8 },
  { id: "receipt", kind: "text", isHidden: true, width: 9 },
] as const satisfies readonly ListColumn[];

export type PaymentColumnId = (typeof PAYMENT_COLUMNS)[number]["id"];

/** Columns by which the list can be ordered. */
export const PAYMENT_SORTS = [
  "date",
  "number",
  "payer",
  "client",
  "matter",
  "invoice",
  "source",
  "method",
  "status",
  "amount",
  "approved_at",
  "settled_at",
] as const satisfies readonly PaymentColumnId[];
export type PaymentSortId = (typeof PAYMENT_SORTS)[number];

/** A column of one of the firm's own fields: "cf.fld_1". */
const CUSTOM = "cf.";

const CELLS: Record<PaymentColumnId, (row: PaymentRow) => Cell> = {
  date: (row) => row.createdAt,
  number: (row) => row.number,
  payer: (row) => row.payerName,
  payer_email: (row) => row.receiptEmails.join("; "),
  client: (row) => row.clientRef,
  matter: (row) => row.matterRef,
  invoice: (row) => row.invoiceNumber,
  account: (row) => row.accountName,
  account_kind: (row) => row.accountKind,
  source: (row) => row.source,
  method: (row) => row.methodBrand || row.methodKind,
  last4: (row) => row.methodLast4,
  status: (row) => row.status,
  decline: (row) => row.declineCode,
  auth_code: (row) => row.authCode,
  gateway_ref: (row) => row.gatewayRef,
  user: (row) => row.userName,
  amount: (row) => row.amountCents,
  refunded: (row) => row.refundedCents,
  net: (row) => row.amountCents - row.refundedCents,
  surcharge: (row) => row.surchargeCents,
  fee: (row) => row.feeCents,
  approved_at: (row) => row.approvedAt,
  settled_at: (row) => row.settledAt,
  note: (row) => row.note,
  link: (row) => row.linkNumber,
  receipt: (row) => row.receiptNumber,
};

function isPaymentColumn(id: string): id is PaymentColumnId {
  return Object.hasOwn(CELLS, id);
}

/**
 * What stands in a column of a row; of a column of kind "word" its code, such as "approved", "quick_link" or "visa". Null where there
 * is nothing, also for a column that does not exist (any more). Money is in `row.currency`.
 */
export function cellOf(columnId: string, row: PaymentRow): Cell {
  if (isPaymentColumn(columnId)) return CELLS[columnId](row) ?? null;
  if (columnId.startsWith(CUSTOM)) return row.customFields[columnId.slice(CUSTOM.length)] ?? null;
  return null;
}
