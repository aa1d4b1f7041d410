import { listCustomFields } from "@/lib/custom-fields/queries";
import { cellOf, PAYMENT_COLUMNS } from "@/lib/payments/columns";
import type { PaymentRow } from "@/lib/payments/model";
import { listPayments, sumPayments } from "@/lib/payments/queries";
import { gatherCustomFields, PaymentFilter } from "@/lib/payments/schemas";
import { makeSource, readPages } from "./source";

const PAGE = 200;

/** Payment Manager. */
export const paymentSource = makeSource<PaymentFilter, PaymentRow>({
  permission: "payments.view",
  columns: PAYMENT_COLUMNS,
  listOwnColumns: async (ctx) =>
    (await listCustomFields(ctx, "payment")).map(({ id, label }) => ({ id: `cf.${id}`, label })),
  labels: "payments.columns",
  readFilter: (query) => PaymentFilter.parse(gatherCustomFields(query)),
  count: async (ctx, filter) => (await sumPayments(ctx, filter)).count,
  stream: (ctx, filter) => readPages((cursor) => listPayments(ctx, { ...filter, cursor, limit: PAGE })),
  cellOf,
  currencyOf: (row) => row.currency,
  words: {
    status: "payments.status",
    source: "payments.source",
    account_kind: "exports.words.accountKind",
    method: "exports.words.method",
    decline: "payments.declineReason",
  },
});
