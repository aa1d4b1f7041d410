import { ApiRefusal } from "@/lib/http/api-problem";
import { PROBLEM_WORDS } from "@/lib/http/api-words";
import { getPayment } from "@/lib/payments/get-payment";
import type { PaymentDetail, PaymentRow } from "@/lib/payments/model";
import { listPayments } from "@/lib/payments/queries";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { apiOperation } from "./operation";
import { instantText, instantTextOrNull } from "./parts";
import {
  CreateRefundBody,
  PaymentAnswer,
  PaymentList,
  PaymentListQuery,
  type PaymentSummary,
  RefundAnswer,
} from "./payment-schemas";

const tag = "Payments";

export const listAllPayments = apiOperation({
  name: "listPayments",
  tag,
  summary: "List payments",
  description: "Newest first, with the filters of Payment Manager.",
  permissions: ["payments.view"],
  query: PaymentListQuery,
  answer: PaymentList,
  refusals: ["cursor_invalid"],
  verb: async ({ ctx, query }) => {
    const { rows, nextCursor } = await listPayments(ctx, query);
    return { data: rows.map(summaryOf), nextCursor };
  },
});

export const readPayment = apiOperation({
  name: "getPayment",
  tag,
  summary: "Read a payment",
  permissions: ["payments.view"],
  answer: PaymentAnswer,
  verb: async ({ ctx, id }) => answerOf(await getPayment(ctx, id)),
});

export const createRefund = apiOperation({
  name: "refundPayment",
  tag,
  summary: "Refund a payment",
  description: "In full or in part, several times, never beyond what remains.",
  permissions: ["payments.refund", "payments.view"],
  body: CreateRefundBody,
  answer: RefundAnswer,
  status: 201,
  refusals: ["not_refundable", "amount_above_rest", "refund_refused"],
  verb: async ({ ctx, id, body, requestKey }) => {
    const result = await refundPayment(ctx, { paymentId: id, ...body, requestKey });
    if (result.kind === "refused") throw refusedByProcessor(result.refusalCode);
    const payment = await getPayment(ctx, id);
    return {
      id: result.refundId,
      status: result.kind,
      amountCents: body.amountCents,
      currency: payment.currency,
      paymentId: id,
      paymentStatus: payment.status,
      refundedCents: payment.refundedCents,
      refundableCents: payment.refundableCents,
    };
  },
});

function refusedByProcessor(code: string): ApiRefusal {
  const { title = "", detail = "" } = PROBLEM_WORDS.refund_refused ?? {};
  return new ApiRefusal({
    status: 422,
    code: "refund_refused",
    title,
    detail: `${detail} It said: ${code}.`,
    errors: [],
  });
}

function summaryOf(payment: PaymentRow): PaymentSummary {
  const { id, status, source, amountCents, refundedCents, currency, invoiceNumber } = payment;
  return {
    id,
    status,
    source,
    account: payment.accountName,
    amountCents,
    refundedCents,
    currency,
    payer: { id: payment.payerId, name: payment.payerName },
    method: {
      kind: textOrNull(payment.methodKind),
      brand: textOrNull(payment.methodBrand),
      last4: textOrNull(payment.methodLast4),
    },
    invoiceNumber,
    createdAt: instantText(payment.createdAt),
  };
}

function answerOf(payment: PaymentDetail): PaymentAnswer {
  const { number, accountId, clientRef, matterRef, linkId, gateway, receiptNumber, receiptEmails, refundableCents } =
    payment;
  return {
    ...summaryOf(payment),
    number,
    accountId,
    clientRef,
    matterRef,
    linkId,
    declineCode: textOrNull(payment.declineCode),
    authCode: textOrNull(payment.authCode),
    gateway,
    gatewayRef: textOrNull(payment.gatewayRef),
    receiptNumber,
    receiptEmails,
    refundableCents,
    approvedAt: instantTextOrNull(payment.approvedAt),
    settledAt: instantTextOrNull(payment.settledAt),
    refunds: payment.refunds.map((refund) => ({ ...refund, createdAt: instantText(refund.createdAt) })),
    events: payment.events.map(({ at, kind, actorName, detail }) => ({
      at: instantText(at),
      kind,
      actor: actorName,
      detail,
    })),
  };
}

/** Columns hold "" for what is not there; programs are told null. */
function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}
