import { ApiRefusal } from "@/lib/http/api-problem";
import { PROBLEM_WORDS } from "@/lib/http/api-words";
import { getPayment } from "@/lib/payments/get-payment";
import type { PaymentDetail, PaymentRow } from "@/lib/payments/model";
import { listPayments } from "@/lib/payments/queries";
import { gatherCustomFields, PaymentFilter } from "@/lib/payments/schemas";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { voidPayment } from "@/lib/voids/void-payment";
import { inputWords } from "./input-words";
import { apiOperation } from "./operation";
import { instantText, instantTextOrNull } from "./parts";
import {
  CreateRefundBody,
  CreateVoidBody,
  PaymentAnswer,
  PaymentList,
  PaymentListQuery,
  type PaymentSummary,
  RefundAnswer,
  VoidAnswer,
} from "./payment-schemas";

const tag = "Payments";

export const listAllPayments = apiOperation({
  name: "listPayments",
  tag,
  summary: "List payments",
  description:
    "Newest first unless `sort` says otherwise, with the filters of Payment Manager. `cf.<id>=value` asks for a field of your own.",
  permissions: ["payments.view"],
  query: PaymentListQuery,
  ownNames: /^cf\./,
  answer: PaymentList,
  refusals: ["cursor_invalid", "cursor_of_other_sort", "amount_unreadable"],
  verb: async ({ ctx, query }) => {
    const { rows, nextCursor } = await listPayments(
      ctx,
      PaymentFilter.parse(gatherCustomFields(query), { error: inputWords }),
    );
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
  description:
    "In full or in part, several times, never beyond what remains. Where your firm wants a second person above a sum, a refund above it is asked for and not made: the answer is 202 with the status `waiting`. `refundRequests` of the payment tell what became of it.",
  permissions: ["payments.refund", "payments.view"],
  body: CreateRefundBody,
  answer: RefundAnswer,
  status: 201,
  accepted: {
    description: "A second person is asked. Nothing was refunded yet.",
    is: ({ status }) => status === "waiting",
  },
  refusals: [
    "not_refundable",
    "amount_above_rest",
    "trust_balance_too_low",
    "being_voided",
    "refund_refused",
    "refund_waiting",
    "refund_request_over",
  ],
  verb: async ({ ctx, id, body, requestKey }) => {
    const result = await refundPayment(ctx, { paymentId: id, ...body, requestKey });
    if (result.kind === "refused") throw refusedByProcessor("refund_refused", result.refusalCode);
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

export const createVoid = apiOperation({
  name: "voidPayment",
  tag,
  summary: "Void a payment",
  description:
    "Takes a whole payment back before it settles; what has settled or was refunded in part can only be refunded. Voiding twice is one void.",
  permissions: ["payments.refund", "payments.view"],
  body: CreateVoidBody,
  answer: VoidAnswer,
  status: 201,
  refusals: ["not_voidable", "void_refused", "void_above_limit"],
  verb: async ({ ctx, id, body }) => {
    const result = await voidPayment(ctx, { paymentId: id, ...body });
    if (result.kind === "refused") throw refusedByProcessor("void_refused", result.refusalCode);
    const payment = await getPayment(ctx, id);
    return { id: result.voidId, status: result.kind, paymentId: id, paymentStatus: payment.status };
  },
});

function refusedByProcessor(problem: "refund_refused" | "void_refused", code: string): ApiRefusal {
  const { title = "", detail = "" } = PROBLEM_WORDS[problem] ?? {};
  return new ApiRefusal({
    status: 422,
    code: problem,
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
    returnCode: textOrNull(payment.returnCode),
    surchargeCents: payment.surchargeCents,
    feeCents: payment.feeCents,
    authCode: textOrNull(payment.authCode),
    gateway,
    gatewayRef: textOrNull(payment.gatewayRef),
    receiptNumber,
    receiptEmails,
    refundableCents,
    approvedAt: instantTextOrNull(payment.approvedAt),
    settledAt: instantTextOrNull(payment.settledAt),
    refunds: payment.refunds.map(({ refusalCode, createdAt, ...refund }) => ({
      ...refund,
      refusalCode: textOrNull(refusalCode),
      createdAt: instantText(createdAt),
    })),
    refundRequests: payment.refundRequests.map(
      ({ id, status, amountCents, currency, reason, note, refundId, ...at }) => ({
        ...{ id, status, amountCents, currency, reason, note, refundId },
        askedAt: instantText(at.askedAt),
        decidedAt: instantTextOrNull(at.decidedAt),
      }),
    ),
    isVoidable: payment.isVoidable,
    voids: payment.voids.map(({ id, status, reason, refusalCode, createdAt }) => ({
      id,
      status,
      reason,
      refusalCode: textOrNull(refusalCode),
      createdAt: instantText(createdAt),
    })),
    disputes: payment.disputes.map(({ openedAt, evidenceDueAt, closedAt, ...dispute }) => ({
      ...dispute,
      openedAt: instantText(openedAt),
      evidenceDueAt: instantTextOrNull(evidenceDueAt),
      closedAt: instantTextOrNull(closedAt),
    })),
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
