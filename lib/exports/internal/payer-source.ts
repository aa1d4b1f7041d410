import type { Cell, ListColumn } from "@/lib/lists/model";
import type { PayerRow } from "@/lib/payers/model";
import { countPayers, listPayers } from "@/lib/payers/queries";
import { PayerFilter } from "@/lib/payers/schemas";
import { makeSource, readPages } from "./source";

const PAGE = 200;

const COLUMNS = [
  { id: "name", kind: "text" },
  { id: "kind", kind: "word" },
  { id: "email", kind: "text" },
  { id: "phone", kind: "text" },
  { id: "client", kind: "text" },
  { id: "last_paid", kind: "instant" },
  { id: "created", kind: "instant", isHidden: true },
] as const satisfies readonly ListColumn[];

const CELLS: Record<string, (row: PayerRow) => Cell> = {
  name: (row) => row.name,
  kind: (row) => row.kind,
  email: (row) => row.emails.join("; "),
  phone: (row) => row.phone,
  client: (row) => row.clientRefs.join("; "),
  last_paid: (row) => row.lastPaidAt,
  created: (row) => row.createdAt,
};

export const payerSource = makeSource<PayerFilter, PayerRow>({
  permission: "payments.view",
  columns: COLUMNS,
  labels: "exports.columns.payers",
  readFilter: (query) => PayerFilter.parse(query),
  count: (ctx, filter) => countPayers(ctx, filter.q),
  stream: (ctx, filter) => readPages((cursor) => listPayers(ctx, { ...filter, cursor, limit: PAGE })),
  cellOf: (id, row) => CELLS[id]?.(row) ?? null,
  currencyOf: () => "USD",
  words: { kind: "payers.kind" },
});
