import type { ListColumn } from "@/lib/lists/model";

/** The columns of the list of invoices, under the names that a file of them has too. */
export const INVOICE_COLUMNS = [
  { id: "number", kind: "text", isSortable: true },
  { id: "bill_to", kind: "text", isSortable: true, isFixed: true },
  { id: "status", kind: "word" },
  { id: "account", kind: "text", isHidden: true },
  { id: "client", kind: "text", isHidden: true },
  { id: "matter", kind: "text" },
  { id: "email", kind: "text", isHidden: true },
  { id: "issued", kind: "date", isSortable: true },
  { id: "due", kind: "date", isSortable: true },
  { id: "created", kind: "instant", isSortable: true, isHidden: true },
  { id: "sent_at", kind: "instant", isHidden: true },
  { id: "viewed_at", kind: "instant", isHidden: true },
  { id: "tax", kind: "money", isHidden: true },
  { id: "total", kind: "money", isSortable: true, isFixed: true },
  { id: "paid", kind: "money", isHidden: true },
  { id: "in_transit", kind: "money", isHidden: true },
  { id: "balance", kind: "money", isSortable: true },
] as const satisfies readonly ListColumn[];

export type InvoiceColumnId = (typeof INVOICE_COLUMNS)[number]["id"];
