import type { PaymentRow } from "@/lib/payments/model";
import { listPayments } from "@/lib/payments/queries";
import type { PaymentFilter } from "@/lib/payments/schemas";
import type { Ctx } from "@/lib/platform/context";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { fromCursorOrStart } from "../../_components/read-list";

/** A cursor that was tampered with, or that belongs to another order, shows the first page. */
export async function loadPayments(ctx: Ctx, filter: PaymentFilter): Promise<TwoWayPage<PaymentRow>> {
  return fromCursorOrStart(filter, (asked) => listPayments(ctx, asked));
}

/** What a payment adds to a sum: what was taken and not given back. */
export function countedCents({ status, amountCents, refundedCents }: PaymentRow): number {
  return TAKEN.has(status) ? amountCents - refundedCents : 0;
}

const TAKEN: ReadonlySet<string> = new Set(["approved", "settled", "pending", "partially_refunded", "refunded"]);
