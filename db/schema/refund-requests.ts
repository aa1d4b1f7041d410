import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { payments, refunds } from "./payments";

/**
 * A refund that one person may not make alone, asked of a second. It reserves nothing: money moves when it is approved, with every check
 * made anew. One of a payment waits at a time.
 */
export const refundRequests = pgTable(
  "refund_requests",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    paymentId: text("payment_id").notNull(),
    amountCents: cents("amount_cents").notNull(),
    currency: text("currency").notNull(),
    reason: text("reason").notNull().default(""),
    /** Of the dialog or request that asked: the same request twice is one. */
    requestKey: text("request_key").notNull(),
    status: text("status").$type<"waiting" | "approved" | "declined" | "cancelled" | "lapsed">().notNull(),
    /** Who pressed: a user or an API key. */
    askedBy: text("asked_by").notNull(),
    /** The person behind it: of an API key its maker. Never the one who approves. */
    askedPerson: text("asked_person").notNull(),
    /** What that person is called in the list of alerts and in mails. */
    askedName: text("asked_name").notNull(),
    askedAt: instant("asked_at").notNull(),
    decidedBy: text("decided_by").notNull().default(""),
    decidedAt: instant("decided_at"),
    /** What the second person wrote. */
    note: text("note").notNull().default(""),
    /** The refund that it became. */
    refundId: text("refund_id"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.paymentId], foreignColumns: [payments.firmId, payments.id] }),
    foreignKey({ columns: [t.firmId, t.refundId], foreignColumns: [refunds.firmId, refunds.id] }),
    uniqueIndex("refund_requests_request").on(t.firmId, t.requestKey),
    uniqueIndex("refund_requests_one_waiting").on(t.firmId, t.paymentId).where(sql`status = 'waiting'`),
    index("refund_requests_payment").on(t.firmId, t.paymentId, t.askedAt),
    uniqueIndex("refund_requests_refund").on(t.firmId, t.refundId).where(sql`refund_id is not null`),
    check("refund_requests_amount", sql`${t.amountCents} > 0`),
    check("refund_requests_status", sql`${t.status} in ('waiting', 'approved', 'declined', 'cancelled', 'lapsed')`),
    check(
      "refund_requests_two",
      sql`${t.status} not in ('approved', 'declined') or ${t.decidedBy} not in ('', ${t.askedPerson}, ${t.askedBy})`,
    ),
    check("refund_requests_decided", sql`(${t.status} = 'waiting') = (${t.decidedAt} is null)`),
    check("refund_requests_refund_made", sql`(${t.status} = 'approved') = (${t.refundId} is not null)`),
  ],
);
