import { listCustomFields } from "@/lib/custom-fields/queries";
import { ownColumnId, ownFieldHeading, PAYER_COLUMNS, payerCell } from "@/lib/payers/columns";
import type { WholePayer } from "@/lib/payers/model";
import { countPayers, listPayers } from "@/lib/payers/queries";
import { PayerFilter } from "@/lib/payers/schemas";
import { makeSource, readPages } from "./source";

const PAGE = 200;

export const payerSource = makeSource<PayerFilter, WholePayer>({
  permission: "payments.view",
  columns: PAYER_COLUMNS,
  listOwnColumns: async (ctx) =>
    (await listCustomFields(ctx, "payer")).map(({ id, label }) => ({
      id: ownColumnId(id),
      label: ownFieldHeading(label),
    })),
  labels: "exports.columns.payers",
  readFilter: (query) => PayerFilter.parse(query),
  count: (ctx, filter) => countPayers(ctx, filter.q, filter.autoPay),
  stream: (ctx, filter, picked) => readPages((cursor) => listPayers(ctx, { ...filter, picked, cursor, limit: PAGE })),
  cellOf: payerCell,
  currencyOf: () => "USD",
  words: { kind: "payers.kind" },
});
