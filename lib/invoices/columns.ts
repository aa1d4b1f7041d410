/** Columns by which invoices can be ordered; each has an index. */
export const INVOICE_SORTS = ["created", "number", "bill_to", "issued", "due", "total", "balance"] as const;
export type InvoiceSortId = (typeof INVOICE_SORTS)[number];
