import { and, eq, inArray } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { CartPartResult } from "@/lib/carts/model";
import { readCart, type StandingPart } from "@/lib/carts/read-cart";
import { isPaymentStatus, type PaymentStatus } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { findReceiptToken } from "@/lib/receipts/queries";
import type { PartOutcome } from "../model";

export type PartWithPayment = Omit<PartOutcome, "lines">;

/** How each part of a cart stands now, with its payment, in the order in which they are charged. */
export async function listPartOutcomes(ctx: Ctx, tx: Tx, cartId: string): Promise<PartWithPayment[]> {
  const { parts } = await readCart(ctx, cartId, { tx });
  const ids = parts.flatMap(({ standing }) => (standing ? [standing.paymentId] : []));
  const rows = ids.length === 0 ? [] : await selectPayments(ctx, tx, ids);
  const outcomes: PartWithPayment[] = [];
  for (const part of parts) {
    const payment = rows.find(({ id }) => id === part.standing?.paymentId);
    const token = payment ? await findReceiptToken(ctx, tx, payment.id) : null;
    outcomes.push({ ...resultOf(part, payment), payment: viewOf(payment), receiptUrl: token && `/receipt/${token}` });
  }
  return outcomes;
}

type Payment = typeof payments.$inferSelect;

function selectPayments(ctx: Ctx, tx: Tx, ids: readonly string[]): Promise<Payment[]> {
  return tx
    .select()
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), inArray(payments.id, [...ids])));
}

function resultOf({ standing, ...part }: StandingPart, payment: Payment | undefined): CartPartResult {
  const challengeUrl = payment?.challengeUrl ?? "";
  const state = standing === null ? "waiting" : stateOf(standing.status, challengeUrl);
  return {
    ...part,
    state,
    paymentId: standing?.paymentId ?? null,
    receiptToken: null,
    declineCode: state === "declined" ? (payment?.declineCode ?? "") : "",
    challengeUrl: state === "action" ? challengeUrl : "",
  };
}

/** What was taken stays taken here, whatever was given back since: its status says that. */
function stateOf(status: PaymentStatus, challengeUrl: string): CartPartResult["state"] {
  if (status === "declined") return "declined";
  if (status === "error") return "failed";
  const isOpen = status === "created" || status === "processing" || status === "unknown";
  if (!isOpen || !holdsClaim(status)) return "taken";
  return challengeUrl ? "action" : "checking";
}

function viewOf(payment: Payment | undefined): PartOutcome["payment"] {
  if (!payment) return null;
  const { number, status, amountCents, surchargeCents, methodBrand, methodLast4, receiptEmails } = payment;
  invariant(isPaymentStatus(status), `status ${status} of a payment is known`);
  return { number, status, amountCents, surchargeCents, methodBrand, methodLast4, receiptEmails };
}
