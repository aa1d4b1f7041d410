import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { payments } from "./payments";

/** A charge taken back before it settled. At most one of a payment is open or done; refused ones stay as history. */
export const voids = pgTable(
  "voids",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    paymentId: text("payment_id").notNull(),
    status: text("status").$type<"processing" | "voided" | "refused" | "unknown">().notNull(),
    reason: text("reason").notNull().default(""),
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
    uniqueIndex("voids_one_open").on(t.firmId, t.paymentId).where(sql`status <> 'refused'`),
    index("voids_to_check").on(t.firmId, t.checkAt).where(sql`check_at is not null`),
    check("voids_status", sql`${t.status} in ('processing', 'voided', 'refused', 'unknown')`),
  ],
);

/** A payer's bank asks for the money of a payment back. Mirrors the gateway's record; a lost one may still be won on appeal. */
export const disputes = pgTable(
  "disputes",
  {
    firmId: firmId(),
    paymentId: text("payment_id").notNull(),
    gatewayRef: text("gateway_ref").notNull(),
    amountCents: cents("amount_cents").notNull(),
    currency: text("currency").notNull(),
    /** The network's reason in the gateway's word, such as "fraudulent". */
    reason: text("reason").notNull().default(""),
    status: text("status").$type<"open" | "won" | "lost">().notNull(),
    /** What the processor takes for the dispute itself. */
    feeCents: cents("fee_cents").notNull().default(0),
    evidenceDueAt: instant("evidence_due_at"),
    openedAt: instant("opened_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.paymentId, t.gatewayRef] }),
    foreignKey({ columns: [t.firmId, t.paymentId], foreignColumns: [payments.firmId, payments.id] }),
    index("disputes_by_status").on(t.firmId, t.status, t.openedAt),
    check("disputes_amount", sql`${t.amountCents} > 0`),
    check("disputes_status", sql`${t.status} in ('open', 'won', 'lost')`),
  ],
);
