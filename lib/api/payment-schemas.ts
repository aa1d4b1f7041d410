import { z } from "zod";
import { PAYMENT_SORTS } from "@/lib/payments/columns";
import { METHOD_KINDS, PAYMENT_PERIODS, PAYMENT_SOURCES, PAYMENT_STATUSES, PAYMENT_TRAITS } from "@/lib/payments/model";
import { PaymentFilter } from "@/lib/payments/schemas";
import { REFUND_REQUEST_STATES } from "@/lib/refunds/model";
import { amountCents, cents, instant, listOf, listQuery, optionalText } from "./parts";

const severalOf = (values: readonly string[]) => `Several may stand with commas between them: ${values.join(", ")}.`;

const of = PaymentFilter.shape;
const text = { override: { type: "string" as const } };
const part = (of: string) => ({ description: `Part of ${of}, in small or capital letters.`, ...text });
const day = (which: string) => ({
  description: `${which} day, in the firm's time zone.`,
  override: { type: "string" as const, format: "date" },
});

/**
 * The filters of Payment Manager; only words of their own are added here. Loose, because `cf.<id>` is a field of the firm's own; other
 * names are refused before.
 */
export const PaymentListQuery = PaymentFilter.extend({
  q: of.q.meta({
    description:
      "Words that stand anywhere on the payment: number, payer, address, invoice, client, matter, last four digits, note, own fields; or an amount such as 1,250.00.",
  }),
  number: of.number.meta(part("the payment's number")),
  payer: of.payer.meta(part("the payer's name")),
  email: of.email.meta(part("an address that the receipt went to")),
  invoice: of.invoice.meta(part("the invoice number")),
  client: of.client.meta(part("the client's number")),
  matter: of.matter.meta(part("the matter's number")),
  last4: of.last4.meta({ description: "Last four digits of the card or bank account.", ...text }),
  payerId: of.payerId.meta({ description: "Id of a payer." }),
  status: of.status.meta({ description: severalOf(PAYMENT_STATUSES), ...text }),
  source: of.source.meta({ description: severalOf(PAYMENT_SOURCES), ...text }),
  methodKind: of.methodKind.meta({ description: severalOf(METHOD_KINDS), ...text }),
  brand: of.brand.meta({ description: severalOf(["visa", "mastercard", "amex", "discover"]), ...text }),
  decline: of.decline.meta({ description: severalOf(["insufficient_funds", "expired_card", "..."]), ...text }),
  has: of.has.meta({ description: `What the payment has at all. ${severalOf(PAYMENT_TRAITS)}`, ...text }),
  account: of.account.meta({
    description: "Id or exact name of a merchant account; several with commas between them.",
  }),
  accountKind: of.accountKind.meta({ description: "`operating` or `trust`.", ...text }),
  user: of.user.meta({ description: "Id of the user or API key that entered it; several with commas.", ...text }),
  on: of.on.meta({ description: "Which instant `from`, `to` and `period` speak of." }),
  from: of.from.meta(day("First")),
  to: of.to.meta(day("Last")),
  period: of.period.meta({
    description: `Days that move with today, instead of \`from\` and \`to\`: ${PAYMENT_PERIODS.join(", ")}.`,
    ...text,
  }),
  amount: of.amount.meta({ description: "Exactly this amount, such as 1,250.00." }),
  minCents: centsBound("Smallest amount, in minor units."),
  maxCents: centsBound("Greatest amount, in minor units."),
  match: of.match.meta({ description: "Whether a payment meets all conditions or any. A range is one condition." }),
  sort: of.sort.meta({
    description: `Order, with \`-\` for descending: ${PAYMENT_SORTS.join(", ")}. A cursor belongs to one order.`,
    ...text,
  }),
  ...listQuery,
  cursor: of.cursor.meta({ description: "The `nextCursor` of the answer before.", ...text }),
})
  .omit({ group: true, customFields: true })
  .loose();

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

const RefundRequestSummary = z.object({
  id: z.string().meta({ example: "rrq_0a1b2c" }),
  status: z.enum(REFUND_REQUEST_STATES).meta({
    description: "`lapsed`: the payment has not that much left to give back.",
  }),
  amountCents: cents,
  currency: z.string(),
  reason: z.string(),
  note: z.string().meta({ description: "What the second person wrote." }),
  refundId: z.string().nullable().meta({ description: "The refund that it became, under `refunds`." }),
  askedAt: instant,
  decidedAt: instant.nullable(),
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
    refundRequests: z.array(RefundRequestSummary).meta({
      description: "Refunds that were asked of a second person, oldest first. One at most is `waiting`.",
    }),
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
    id: z.string().meta({ description: "Of the refund; while it waits, of the request.", example: "ref_0a1b2c" }),
    status: z.enum(["processing", "refunded", "unknown", "waiting"]).meta({
      description:
        "`processing` and `unknown`: the processor has not answered yet. It is asked until it does; read the payment later. `waiting`: a second person must approve it first.",
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
