import type { PaymentRow } from "@/lib/payments/model";
import { listPayments } from "@/lib/payments/queries";
import type { PaymentFilter } from "@/lib/payments/schemas";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Page } from "@/lib/platform/keyset";

/** A cursor that was tampered with, or that belongs to another order, shows the first page. */
export async function loadPayments(ctx: Ctx, filter: PaymentFilter): Promise<Page<PaymentRow> & { isFirst: boolean }> {
  const isFirst = !filter.cursor;
  try {
    return { ...(await listPayments(ctx, filter)), isFirst };
  } catch (error) {
    if (isFirst || !(error instanceof AppError) || !error.reason.startsWith("cursor_")) throw error;
    return { ...(await listPayments(ctx, { ...filter, cursor: null })), isFirst: true };
  }
}

/** What a payment adds to a sum: what was taken and not given back. */
export function countedCents({ status, amountCents, refundedCents }: PaymentRow): number {
  return TAKEN.has(status) ? amountCents - refundedCents : 0;
}

const TAKEN: ReadonlySet<string> = new Set(["approved", "settled", "pending", "partially_refunded", "refunded"]);
