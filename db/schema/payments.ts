import { sql } from "drizzle-orm";
import {
  bigserial,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { merchantAccounts } from "./merchant-accounts";

/** Country as ISO 3166-1, two letters. */
export type BillingAddress = {
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
};

const paymentColumns = () => ({
  firmId: firmId(),
  id: text("id").notNull(),
  number: text("number").notNull(),
  source: text("source").notNull(),
  status: text("status").notNull(),
  obligation: text("obligation").notNull(),
  attempt: integer("attempt").notNull(),
  accountId: text("account_id").notNull(),
  amountCents: cents("amount_cents").notNull(),
  refundedCents: cents("refunded_cents").notNull().default(0),
  /** The part of `amountCents` that is a card surcharge; the firm's claim is the rest (S5). */
  surchargeCents: cents("surcharge_cents").notNull().default(0),
  /** What the gateway kept for itself, once it says so; null while it does not. Taken from operating money, never from trust (T4). */
  feeCents: cents("fee_cents"),
  currency: text("currency").notNull(),
  payerId: text("payer_id"),
  payerName: text("payer_name").notNull().default(""),
  receiptEmails: text("receipt_emails").array().notNull(),
  linkId: text("link_id"),
  /** Payments that were asked for together, operating and trust apart, share a cart. */
  cartId: text("cart_id"),
  invoiceNumber: text("invoice_number").notNull().default(""),
  clientRef: text("client_ref").notNull().default(""),
  matterRef: text("matter_ref").notNull().default(""),
  /** For staff; never shown to the payer. */
  note: text("note").notNull().default(""),
  /** Values of the firm's own fields, by the field's id. */
  customFields: jsonb("custom_fields").$type<Record<string, string>>().notNull().default({}),
  /** As it was given with the method; null when nobody asked. */
  billingAddress: jsonb("billing_address").$type<BillingAddress>(),
  locale: text("locale").notNull().default("en"),
  gateway: text("gateway").notNull(),
  /** The hosted field's one-time token; needed to send the same charge again after a lost answer. */
  methodToken: text("method_token").notNull(),
  /** Who starts the charge and whether the method is kept: see `ChargeUse` in lib/gateways/port.ts (C1, C2). */
  chargeUse: text("charge_use").notNull().default("present"),
  /** The gateway's own name for the payer; needed with a saved method. */
  customerRef: text("customer_ref").notNull().default(""),
  /** The saved method that was charged; null when the payer typed one. */
  savedMethodId: text("saved_method_id"),
  gatewayRef: text("gateway_ref").notNull().default(""),
  authCode: text("auth_code").notNull().default(""),
  challengeUrl: text("challenge_url").notNull().default(""),
  methodKind: text("method_kind").notNull().default(""),
  methodBrand: text("method_brand").notNull().default(""),
  methodLast4: text("method_last4").notNull().default(""),
  /** "credit", "debit", "prepaid"; empty when the gateway does not say. Only credit cards may bear a surcharge (S1). */
  methodFunding: text("method_funding").notNull().default(""),
  /** For a bank debit: the words the payer agreed to, kept as proof (Nacha WEB, Reg E 1005.10). Empty for cards. */
  authorizationText: text("authorization_text").notNull().default(""),
  declineCode: text("decline_code").notNull().default(""),
  /** R01, R02, ...: why the bank sent an eCheck back. */
  returnCode: text("return_code").notNull().default(""),
  /** When the money left our hands for the gateway; recovery measures from here. */
  submittedAt: instant("submitted_at"),
  /** When recovery should look next. */
  checkAt: instant("check_at"),
  checks: integer("checks").notNull().default(0),
  /** When the gateway was last asked about it; null: never since it was sent. */
  askedAt: instant("asked_at"),
  createdBy: text("created_by").notNull(),
  createdAt: instant("created_at").notNull(),
  approvedAt: instant("approved_at"),
  settledAt: instant("settled_at"),
  /** What free text is looked for in, in lower case. */
  searchText: text("search_text").generatedAlwaysAs(
    sql`payment_search_text(number, payer_name, invoice_number, client_ref, matter_ref, method_last4, receipt_emails, note, auth_code, custom_fields)`,
  ),
});

/**
 * One attempt to take money. The obligation ("link:lnk_1") with its attempt number is the claim: at most one attempt of an
 * obligation is open or successful, committed before the gateway is called (unique index below).
 */
export const payments = pgTable("payments", paymentColumns(), (t) => [
  primaryKey({ columns: [t.firmId, t.id] }),
  foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
  uniqueIndex("payments_number").on(t.firmId, t.number),
  uniqueIndex("payments_attempt").on(t.firmId, t.obligation, t.attempt),
  uniqueIndex("payments_one_open_claim")
    .on(t.firmId, t.obligation)
    .where(sql`status not in ('declined', 'error', 'voided')`),
  index("payments_newest").on(t.firmId, t.createdAt, t.id),
  index("payments_by_status").on(t.firmId, t.status, t.createdAt, t.id),
  index("payments_by_account").on(t.firmId, t.accountId, t.createdAt, t.id),
  index("payments_by_source").on(t.firmId, t.source, t.createdAt, t.id),
  index("payments_by_link").on(t.firmId, t.linkId),
  index("payments_by_gateway_ref").on(t.firmId, t.gatewayRef).where(sql`gateway_ref <> ''`),
  index("payments_by_payer").on(t.firmId, t.payerId, t.createdAt, t.id).where(sql`payer_id is not null`),
  index("payments_by_cart").on(t.firmId, t.cartId).where(sql`cart_id is not null`),
  index("payments_to_check").on(t.firmId, t.checkAt).where(sql`check_at is not null`),
  // Each sort and each search of Payment Manager: docs/decisions/0009-lists-are-asked-through-a-view.md.
  index("payments_search").using("gin", t.firmId, t.searchText.op("gin_trgm_ops")),
  index("payments_by_custom_fields").using("gin", t.firmId, t.customFields.op("jsonb_path_ops")),
  index("payments_by_amount").on(t.firmId, t.amountCents, t.id),
  index("payments_by_payer_name").on(t.firmId, sql`lower(payer_name)`, t.id),
  index("payments_by_invoice").on(t.firmId, t.invoiceNumber, t.id),
  index("payments_by_matter").on(t.firmId, t.clientRef, t.matterRef, t.id),
  index("payments_by_method").on(t.firmId, t.methodKind, t.methodBrand, t.createdAt, t.id),
  index("payments_by_user").on(t.firmId, t.createdBy, t.createdAt, t.id),
  index("payments_by_approval").on(t.firmId, sql`coalesce(approved_at, '-infinity')`, t.id),
  index("payments_by_settlement").on(t.firmId, sql`coalesce(settled_at, '-infinity')`, t.id),
  index("payments_by_decline").on(t.firmId, t.declineCode, t.createdAt, t.id).where(sql`decline_code <> ''`),
  index("payments_refunded_ones").on(t.firmId, t.createdAt, t.id).where(sql`refunded_cents > 0`),
  index("payments_with_surcharge").on(t.firmId, t.createdAt, t.id).where(sql`surcharge_cents > 0`),
  check("payments_amount", sql`${t.amountCents} > 0`),
  check("payments_refunded", sql`${t.refundedCents} between 0 and ${t.amountCents}`),
  check("payments_surcharge", sql`${t.surchargeCents} >= 0 and ${t.surchargeCents} < ${t.amountCents}`),
]);

/**
 * The payments of the firm that is set, without secrets, for lists. The view holds the firm's condition itself, so that every index
 * may be used: beneath row-level security the database keeps text search away from its index.
 */
export const listedPayments = pgView("listed_payments", listedColumns()).existing();

function listedColumns() {
  const { methodToken: _token, customerRef: _customer, challengeUrl: _challenge, ...rest } = paymentColumns();
  return rest;
}

/**
 * Counts and sums of payments by day of the firm's zone. Written by a trigger as differences, several rows for one key, so that no two
 * charges wait for each other; `compactPaymentDays` puts them together. A sum over the rows of a key is the truth.
 */
export const paymentDays = pgTable(
  "payment_days",
  {
    firmId: firmId(),
    id: bigserial("id", { mode: "number" }).notNull(),
    day: date("day", { mode: "string" }).notNull(),
    accountId: text("account_id").notNull(),
    source: text("source").notNull(),
    methodKind: text("method_kind").notNull(),
    status: text("status").notNull(),
    payments: integer("payments").notNull(),
    amountCents: cents("amount_cents").notNull(),
    refundedCents: cents("refunded_cents").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    index("payment_days_key").on(t.firmId, t.day, t.accountId, t.source, t.methodKind, t.status),
  ],
);

/**
 * What was taken on a day of the firm's zone, by account: payments whose money was taken, and their amounts less what was given back.
 * Kept as `paymentDays` are, and for the dashboard only: two years of a firm are some thousand rows here, and tens of thousands there.
 */
export const takenDays = pgTable(
  "taken_days",
  {
    firmId: firmId(),
    id: bigserial("id", { mode: "number" }).notNull(),
    day: date("day", { mode: "string" }).notNull(),
    accountId: text("account_id").notNull(),
    payments: integer("payments").notNull(),
    netCents: cents("net_cents").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] }), index("taken_days_key").on(t.firmId, t.day, t.accountId)],
);

/** Every move of every payment, written by a trigger on `payments`. Append-only. */
export const paymentEvents = pgTable(
  "payment_events",
  {
    firmId: firmId(),
    id: bigserial("id", { mode: "number" }).notNull(),
    paymentId: text("payment_id").notNull(),
    fromStatus: text("from_status"),
    toStatus: text("to_status").notNull(),
    actor: text("actor").notNull(),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] }), index("payment_events_payment").on(t.firmId, t.paymentId, t.id)],
);

/** The legal moves, as data; the trigger on `payments` refuses any other. Equal to `PAYMENT_MOVES` in lib/payments/rules.ts (tested). */
export const paymentMoves = pgTable(
  "payment_moves",
  { fromStatus: text("from_status").notNull(), toStatus: text("to_status").notNull() },
  (t) => [primaryKey({ columns: [t.fromStatus, t.toStatus] })],
);

export const refunds = pgTable(
  "refunds",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    paymentId: text("payment_id").notNull(),
    amountCents: cents("amount_cents").notNull(),
    currency: text("currency").notNull(),
    status: text("status").$type<"processing" | "refunded" | "refused" | "unknown">().notNull(),
    reason: text("reason").notNull().default(""),
    /** Of the dialog or request that asked: the same request twice is one refund. */
    requestKey: text("request_key").notNull(),
    gatewayRef: text("gateway_ref").notNull().default(""),
    refusalCode: text("refusal_code").notNull().default(""),
    checkAt: instant("check_at"),
    checks: integer("checks").notNull().default(0),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    doneAt: instant("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.paymentId], foreignColumns: [payments.firmId, payments.id] }),
    uniqueIndex("refunds_request").on(t.firmId, t.requestKey),
    index("refunds_payment").on(t.firmId, t.paymentId, t.createdAt),
    index("refunds_to_check").on(t.firmId, t.checkAt).where(sql`check_at is not null`),
    check("refunds_amount", sql`${t.amountCents} > 0`),
    check("refunds_status", sql`${t.status} in ('processing', 'refunded', 'refused', 'unknown')`),
  ],
);

/** What the payer got: a receipt for a payment, or for a refund of it. */
export const receipts = pgTable(
  "receipts",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    number: text("number").notNull(),
    paymentId: text("payment_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    tokenSealed: text("token_sealed").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("receipts_payment").on(t.firmId, t.paymentId),
    uniqueIndex("receipts_number").on(t.firmId, t.number),
  ],
);
