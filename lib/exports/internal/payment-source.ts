import { listCustomFields } from "@/lib/custom-fields/queries";
import { cellOf, PAYMENT_COLUMNS } from "@/lib/payments/columns";
import type { PaymentRow } from "@/lib/payments/model";
import { sumPayments } from "@/lib/payments/queries";
import { gatherCustomFields, PaymentFilter } from "@/lib/payments/schemas";
import { streamPayments } from "@/lib/payments/stream-payments";
import { makeSource } from "./source";

/** Payment Manager. */
export const paymentSource = makeSource<PaymentFilter, PaymentRow>({
  permission: "payments.view",
  columns: PAYMENT_COLUMNS,
  listOwnColumns: async (ctx) =>
    (await listCustomFields(ctx, "payment")).map(({ id, label }) => ({ id: `cf.${id}`, label })),
  labels: "payments.columns",
  readFilter: (query) => PaymentFilter.parse(gatherCustomFields(query)),
  count: async (ctx, filter) => {
    const { count, isWhole } = await sumPayments(ctx, filter);
    return isWhole ? count : null;
  },
  stream: streamPayments,
  cellOf,
  currencyOf: (row) => row.currency,
  words: {
    status: "payments.status",
    source: "payments.source",
    account_kind: "common.account",
    method: "exports.words.method",
    decline: "payments.declineReason",
  },
});
