import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { applyToAutoPay } from "@/lib/auto-pays/apply-to-auto-pay";
import { notifyEndpoints } from "@/lib/event-endpoints/notify-endpoints";
import { isEventType } from "@/lib/event-endpoints/rules";
import { followInvoicePayment } from "@/lib/invoices/follow-invoice-payment";
import { notifyStaff } from "@/lib/notifications/notify-staff";
import { closePaidLink } from "@/lib/pay-links/close-paid-link";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { applyToPostings } from "@/lib/postings/apply-to-postings";
import type { PostingCause } from "@/lib/postings/model";
import { closeLapsedRequest } from "@/lib/refunds/close-lapsed-request";
import { applyToSchedule } from "@/lib/schedules/apply-to-schedule";
import { claimCents } from "@/lib/surcharges/rules";
import { applyToTrustLedger } from "@/lib/trust/apply-to-trust-ledger";
import type { LockedPayment } from "../lock-payment";
import type { PaymentStatus } from "../model";
import { noticePayer } from "./notice-payer";
import type { SourceMove } from "./source-move";

/** What a move changes around the payment, in the transaction of the move (SPEC 2, "what happens to what"). */
export async function applyToSource(ctx: Ctx, tx: Tx, payment: LockedPayment, move: SourceMove): Promise<void> {
  await applyToLink(ctx, tx, payment, move);
  await applyToAutoPay(ctx, tx, payment, move);
  await followInvoicePayment(ctx, tx, payment, { to: move.to, amountCents: claimCents(payment) });
  await applyToAlerts(ctx, tx, payment, move);
  await noticePayer(ctx, tx, payment, move);
  await noticeStaff(ctx, tx, payment, move);
  await noticePrograms(ctx, tx, payment, move);
  await applyToSchedule(ctx, tx, payment, move);
  await applyToTrustLedger(ctx, tx, payment, move);
  await applyToPostings(ctx, tx, { ...payment, status: move.to }, CAUSES[move.to] ?? "payment");
  if (CAUSES[move.to]) await closeLapsedRequest(ctx, tx, { ...payment, status: move.to });
}

/** What takes posting records back, or gives them again. A refund has its own cause, where it is booked. */
const CAUSES: Partial<Record<PaymentStatus, PostingCause>> = {
  voided: "void",
  returned: "return",
  dispute_lost: "dispute_lost",
  refunded: "dispute_won",
  partially_refunded: "dispute_won",
};

async function applyToLink(ctx: Ctx, tx: Tx, payment: LockedPayment, { to }: SourceMove): Promise<void> {
  if (payment.linkId && (to === "approved" || to === "pending"))
    await closePaidLink(ctx, tx, payment.linkId, {
      id: payment.id,
      amountCents: claimCents(payment),
      isClearing: to === "pending",
    });
}

async function applyToAlerts(ctx: Ctx, tx: Tx, payment: LockedPayment, { to, detail }: SourceMove): Promise<void> {
  const subject = { objectType: "payment", objectId: payment.id } as const;
  const raise = (kind: "echeck_returned" | "dispute_opened" | "dispute_lost") =>
    raiseAlert(ctx, tx, { ...subject, kind, accountId: payment.accountId, detail });
  if (to === "returned") await raise("echeck_returned");
  if (to === "disputed") await raise("dispute_opened");
  if (to === "dispute_lost") {
    await clearAlerts(ctx, tx, { ...subject, kinds: ["dispute_opened"] });
    await raise("dispute_lost");
  }
  // Won, or won after all.
  if (to === "settled" || to === "partially_refunded" || to === "refunded")
    await clearAlerts(ctx, tx, { ...subject, kinds: ["dispute_opened", "dispute_lost"] });
  await clearAlerts(ctx, tx, { ...subject, kinds: ["payment_unknown"] });
}

/** Returns and disputes are told with their alert, refunds where they are booked. */
async function noticeStaff(ctx: Ctx, tx: Tx, payment: LockedPayment, { from, to }: SourceMove): Promise<void> {
  const { id: paymentId, accountId, amountCents, source } = payment;
  const isTaken = to === "pending" || (to === "approved" && from !== "pending");
  if (isTaken) await notifyStaff(ctx, tx, { event: "payment_received", paymentId, accountId, amountCents, source });
  if (to === "declined") await notifyStaff(ctx, tx, { event: "payment_declined", paymentId, accountId });
}

/** A refund is told where it is booked, with its own id. */
async function noticePrograms(ctx: Ctx, tx: Tx, payment: LockedPayment, { to: status }: SourceMove): Promise<void> {
  const type = `payment.${status}`;
  const { id: paymentId, amountCents, currency } = payment;
  if (isEventType(type) && status !== "refunded")
    await notifyEndpoints(ctx, tx, { type, paymentId, data: { status, amountCents, currency } });
}
