import { z } from "zod";
import { INVOICE_SORTS } from "@/lib/invoices/columns";
import { INVOICE_AGES, INVOICE_VIEWS, type InvoiceRow } from "@/lib/invoices/model";
import { countInvoices, listInvoices } from "@/lib/invoices/queries";
import type { Cell, ListColumn } from "@/lib/lists/model";
import { sortTextsOf } from "@/lib/lists/rules";
import { makeSource, readPages } from "./source";

const PAGE = 200;

/** The address of the list of invoices, which opens on the open ones. */
const InvoiceQuery = z.object({
  status: z.enum(INVOICE_VIEWS).catch("open"),
  q: z.string().trim().max(120).default(""),
  age: z.enum(["", ...INVOICE_AGES]).catch(""),
  payerId: z.string().max(60).catch(""),
  accountKind: z.enum(["", "operating", "trust"]).catch(""),
  sort: z.enum(sortTextsOf(INVOICE_SORTS)).catch("-created"),
});

const COLUMNS = [
  { id: "number", kind: "text" },
  { id: "bill_to", kind: "text" },
  { id: "status", kind: "word" },
  { id: "account", kind: "text" },
  { id: "client", kind: "text" },
  { id: "matter", kind: "text" },
  { id: "email", kind: "text" },
  { id: "issued", kind: "date" },
  { id: "due", kind: "date" },
  { id: "created", kind: "instant", isHidden: true },
  { id: "sent_at", kind: "instant", isHidden: true },
  { id: "viewed_at", kind: "instant", isHidden: true },
  { id: "tax", kind: "money" },
  { id: "total", kind: "money" },
  { id: "paid", kind: "money" },
  { id: "in_transit", kind: "money" },
  { id: "balance", kind: "money" },
] as const satisfies readonly ListColumn[];

const CELLS: Record<string, (row: InvoiceRow) => Cell> = {
  number: (row) => row.number,
  bill_to: (row) => row.billTo,
  status: (row) => row.status,
  account: (row) => row.accountName,
  client: (row) => row.clientRef,
  matter: (row) => row.matterRef,
  email: (row) => row.recipientEmails.join("; "),
  issued: (row) => row.issueDate,
  due: (row) => row.dueDate,
  created: (row) => row.createdAt,
  sent_at: (row) => row.sentAt,
  viewed_at: (row) => row.viewedAt,
  tax: (row) => row.taxCents,
  total: (row) => row.totalCents,
  paid: (row) => row.paidCents,
  in_transit: (row) => row.inTransitCents,
  balance: (row) => row.balanceCents,
};

export const invoiceSource = makeSource<z.infer<typeof InvoiceQuery>, InvoiceRow>({
  permission: "payments.view",
  columns: COLUMNS,
  labels: "exports.columns.invoices",
  readFilter: (query) => InvoiceQuery.parse(query),
  count: async (ctx, { status, sort: _order, ...match }) => (await countInvoices(ctx, match))[status],
  stream: (ctx, { status, ...filter }, picked) =>
    readPages((cursor) => listInvoices(ctx, { ...filter, view: status, picked, cursor, limit: PAGE })),
  cellOf: (id, row) => CELLS[id]?.(row) ?? null,
  currencyOf: (row) => row.currency,
  words: { status: "invoices.status" },
});
