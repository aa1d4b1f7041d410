import { and, eq } from "drizzle-orm";
import { refunds } from "@/db/schema/payments";
import { lockPayment } from "@/lib/payments/lock-payment";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { readAllowance } from "./internal/allowance";
import { askSecondPerson, findRequestByKey } from "./internal/ask-second-person";
import { checkRefundable, placeRefund, type RefundOrder } from "./internal/place-refund";
import { sendRefund } from "./internal/send-refund";
import type { RefundResult } from "./model";
import { needsSecondPerson } from "./rules";
import type { RefundInput } from "./schemas";

/**
 * Sends money back, in full or in part, never beyond what remains. Two people who press the button at once are told apart by the lock
 * on the payment; the same request twice is one refund. Above what the firm lets one person give back alone nothing moves: a second
 * person is asked, and the answer is `waiting`.
 * @throws AppError forbidden, not_found, refused (not_refundable, amount_above_rest, trust_balance_too_low, refund_waiting,
 * refund_request_over), money_frozen, idempotency_key_reused
 */
export async function refundPayment(ctx: Ctx, input: RefundInput): Promise<RefundResult> {
  requirePermission(ctx, "payments.refund");
  const order = await inFirm(ctx, (tx) => beginRefund(ctx, tx, input)).catch((error: unknown) => {
    // Two payments at once under one key: the lock on each does not see the other.
    throw isRequestKeyTaken(error) ? new AppError("idempotency_key_reused", { cause: error }) : error;
  });
  return "kind" in order ? order : sendRefund(ctx, order);
}

function isRequestKeyTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "constraint" in cause && KEYS.includes(cause.constraint);
}

const KEYS: unknown[] = ["refunds_request", "refund_requests_request"];

async function beginRefund(ctx: Ctx, tx: Tx, input: RefundInput): Promise<RefundOrder | RefundResult> {
  const payment = await lockPayment(ctx, tx, input.paymentId);
  requireAccount(ctx, payment.accountId);
  const same = (await findByRequest(ctx, tx, input)) ?? (await findRequestByKey(ctx, tx, input));
  if (same) return same;
  await checkRefundable(ctx, tx, payment, input.amountCents);
  const allowance = await readAllowance(ctx, tx, payment.id);
  if (needsSecondPerson(allowance, input.amountCents)) return askSecondPerson(ctx, tx, payment, input);
  return placeRefund(ctx, tx, payment, input);
}

async function findByRequest(ctx: Ctx, tx: Tx, input: RefundInput): Promise<RefundResult | null> {
  const rows = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.requestKey, input.requestKey)));
  const row = rows[0];
  if (!row) return null;
  if (row.paymentId !== input.paymentId || row.amountCents !== input.amountCents)
    throw new AppError("idempotency_key_reused");
  return { kind: row.status, refundId: row.id, refusalCode: row.refusalCode };
}
