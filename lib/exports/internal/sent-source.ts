import { z } from "zod";
import type { Cell, ListColumn } from "@/lib/lists/model";
import { sortTextsOf } from "@/lib/lists/rules";
import { LINK_SORTS } from "@/lib/pay-links/columns";
import { AGING_BUCKETS, LINK_STATUSES, type PayLinkRow } from "@/lib/pay-links/model";
import { countPayLinks, listPayLinks } from "@/lib/pay-links/queries";
import { makeSource, readPages } from "./source";

const PAGE = 200;

/** The address of Sent Pages, which opens on the outstanding links. */
const SentQuery = z.object({
  status: z.enum([...LINK_STATUSES, "all"]).catch("outstanding"),
  q: z.string().trim().max(120).default(""),
  due: z.enum(["", ...AGING_BUCKETS]).catch(""),
  accountKind: z.enum(["", "operating", "trust"]).catch(""),
  batch: z.string().max(60).catch(""),
  sort: z.enum(sortTextsOf(LINK_SORTS)).catch("-created"),
});

const COLUMNS = [
  { id: "number", kind: "text" },
  { id: "status", kind: "word" },
  { id: "created", kind: "instant" },
  { id: "recipient", kind: "text" },
  { id: "email", kind: "text" },
  { id: "invoice", kind: "text" },
  { id: "due", kind: "date" },
  { id: "account", kind: "text" },
  { id: "account_kind", kind: "word", isHidden: true },
  { id: "amount", kind: "money" },
  { id: "paid", kind: "money" },
  { id: "balance", kind: "money" },
  { id: "sent_at", kind: "instant" },
  { id: "opened_at", kind: "instant" },
  { id: "expires_at", kind: "instant" },
  { id: "closed_at", kind: "instant", isHidden: true },
] as const satisfies readonly ListColumn[];

const CELLS: Record<string, (row: PayLinkRow) => Cell> = {
  number: (row) => row.number,
  status: (row) => row.status,
  created: (row) => row.createdAt,
  recipient: (row) => row.recipientName,
  email: (row) => row.recipientEmails.join("; "),
  invoice: (row) => row.invoiceNumber,
  due: (row) => row.dueDate,
  account: (row) => row.accountName,
  account_kind: (row) => row.accountKind,
  amount: (row) => row.amountCents,
  paid: (row) => row.amountPaidCents,
  balance: (row) => row.balanceCents,
  sent_at: (row) => row.sentAt,
  opened_at: (row) => row.openedAt,
  expires_at: (row) => row.expiresAt,
  closed_at: (row) => row.closedAt,
};

/** Sent Pages. */
export const sentSource = makeSource<z.infer<typeof SentQuery>, PayLinkRow>({
  permission: "payments.view",
  columns: COLUMNS,
  labels: "exports.columns.sent",
  readFilter: (query) => SentQuery.parse(query),
  count: async (ctx, { status, sort: _order, ...match }) => (await countPayLinks(ctx, match))[status],
  stream: (ctx, filter, picked) => readPages((cursor) => listPayLinks(ctx, { ...filter, picked, cursor, limit: PAGE })),
  cellOf: (id, row) => CELLS[id]?.(row) ?? null,
  currencyOf: (row) => row.currency,
  words: { status: "links.status", account_kind: "common.account" },
});
