import { z } from "zod";
import { PAYMENT_SOURCES, PAYMENT_STATUSES } from "@/lib/payments/model";
import { PaymentFilter } from "@/lib/payments/schemas";
import { amountCents, cents, instant, listOf, listQuery, optionalText } from "./parts";

const severalOf = (values: readonly string[]) => `Several may stand with commas between them: ${values.join(", ")}.`;

/** The filters of Payment Manager; only words of their own are added here. */
export const PaymentListQuery = PaymentFilter.extend({
  q: PaymentFilter.shape.q.meta({
    description: "Part of a number, payer, invoice, client, matter or last four digits; or an amount such as 1,250.00.",
  }),
  status: PaymentFilter.shape.status.meta({ description: severalOf(PAYMENT_STATUSES), override: { type: "string" } }),
  source: PaymentFilter.shape.source.meta({ description: severalOf(PAYMENT_SOURCES), override: { type: "string" } }),
  account: PaymentFilter.shape.account.meta({ description: "Id or exact name of a merchant account." }),
  from: PaymentFilter.shape.from.meta({
    description: "First day, in the firm's time zone.",
    override: { type: "string", format: "date" },
  }),
  to: PaymentFilter.shape.to.meta({
    description: "Last day, in the firm's time zone.",
    override: { type: "string", format: "date" },
  }),
  minCents: centsBound("Smallest amount, in minor units."),
  maxCents: centsBound("Greatest amount, in minor units."),
  ...listQuery,
});

const paymentFields = {
  id: z.string().meta({ example: "pay_0a1b2c" }),
  status: z.enum(PAYMENT_STATUSES),
  source: z.enum(PAYMENT_SOURCES),
  account: z.string().meta({ description: "Name of the merchant account." }),
  amountCents: cents,
  refundedCents: cents,
  currency: z.string().meta({ example: "USD" }),
  payer: z.object({ id: z.string().nullable(), name: z.string() }),
  method: z.object({ kind: z.string().nullable(), brand: z.string().nullable(), last4: z.string().nullable() }),
  invoiceNumber: z.string(),
  createdAt: instant,
};

export const PaymentSummary = z.object(paymentFields).meta({ id: "PaymentSummary" });
export type PaymentSummary = z.infer<typeof PaymentSummary>;

export const PaymentList = listOf(PaymentSummary);

const RefundSummary = z.object({
  id: z.string(),
  status: z.enum(["processing", "refunded", "refused", "unknown"]),
  amountCents: cents,
  currency: z.string(),
  reason: z.string(),
  refusalCode: z.string().nullable(),
  createdAt: instant,
});

const VoidSummary = z.object({
  id: z.string().meta({ example: "void_0a1b2c" }),
  status: z.enum(["processing", "voided", "refused", "unknown"]),
  reason: z.string(),
  refusalCode: z.string().nullable(),
  createdAt: instant,
});

const DisputeSummary = z.object({
  gatewayRef: z.string(),
  status: z.enum(["open", "won", "lost"]),
  amountCents: cents,
  currency: z.string(),
  reason: z.string().meta({ description: "The network's reason in the processor's word.", example: "fraudulent" }),
  feeCents: cents,
  openedAt: instant,
  evidenceDueAt: instant.nullable(),
  closedAt: instant.nullable(),
});

export const PaymentAnswer = z
  .object({
    ...paymentFields,
    number: z.string().meta({ example: "P-2026-000123" }),
    accountId: z.string(),
    clientRef: z.string(),
    matterRef: z.string(),
    linkId: z.string().nullable(),
    declineCode: z.string().nullable(),
    returnCode: z.string().nullable().meta({ description: "Why a bank sent an eCheck back.", example: "R01" }),
    surchargeCents: cents.meta({ description: "The part of the amount that is a card surcharge." }),
    feeCents: cents.nullable().meta({ description: "What the processor kept; null while it does not say." }),
    authCode: z.string().nullable(),
    gateway: z.string(),
    gatewayRef: z.string().nullable(),
    receiptNumber: z.string().nullable(),
    receiptEmails: z.array(z.string()),
    refundableCents: cents.meta({ description: "What may still be refunded." }),
    approvedAt: instant.nullable(),
    settledAt: instant.nullable(),
    refunds: z.array(RefundSummary),
    isVoidable: z.boolean().meta({ description: "Whether the whole payment may still be taken back." }),
    voids: z.array(VoidSummary),
    disputes: z.array(DisputeSummary).meta({ description: "Newest first." }),
    events: z
      .array(z.object({ at: instant, kind: z.string(), actor: z.string(), detail: z.record(z.string(), z.string()) }))
      .meta({ description: "Everything that happened to it, oldest first." }),
  })
  .meta({ id: "Payment" });
export type PaymentAnswer = z.infer<typeof PaymentAnswer>;

export const CreateRefundBody = z
  .strictObject({ amountCents, reason: optionalText(300).meta({ description: "Shown to your staff." }) })
  .meta({ id: "CreateRefund" });

export const RefundAnswer = z
  .object({
    id: z.string().meta({ example: "ref_0a1b2c" }),
    status: z.enum(["processing", "refunded", "unknown"]).meta({
      description:
        "`processing` and `unknown`: the processor has not answered yet. It is asked until it does; read the payment later.",
    }),
    amountCents: cents,
    currency: z.string(),
    paymentId: z.string(),
    paymentStatus: z.enum(PAYMENT_STATUSES),
    refundedCents: cents.meta({ description: "All that went back of this payment so far." }),
    refundableCents: cents.meta({ description: "What may still be refunded." }),
  })
  .meta({ id: "Refund" });

export const CreateVoidBody = z
  .strictObject({ reason: optionalText(300).meta({ description: "Shown to your staff." }) })
  .meta({ id: "CreateVoid" });

export const VoidAnswer = z
  .object({
    id: z.string().meta({ example: "void_0a1b2c" }),
    status: z.enum(["processing", "voided", "unknown"]).meta({
      description:
        "`processing` and `unknown`: the processor has not answered yet. It is asked until it does; read the payment later.",
    }),
    paymentId: z.string(),
    paymentStatus: z.enum(PAYMENT_STATUSES),
  })
  .meta({ id: "Void" });

function centsBound(description: string) {
  const message = "Write a whole number of cents, 0 or more.";
  return z.coerce
    .number({ error: message })
    .int(message)
    .min(0, message)
    .max(Number.MAX_SAFE_INTEGER, message)
    .optional()
    .meta({ description });
}
