import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { invoices } from "./invoices";

/** A single-use request for money. `status` is what was done to it; "expired" is decided at read time from `expires_at`. */
export const payLinks = pgTable(
  "pay_links",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    number: text("number").notNull(),
    tokenHash: text("token_hash").notNull(),
    /** The token itself, sealed, so that staff can copy or resend the address. */
    tokenSealed: text("token_sealed").notNull(),
    source: text("source").$type<"quick_link" | "bulk_link" | "connect_link" | "api" | "invoice">().notNull(),
    status: text("status").$type<"open" | "paid" | "cancelled">().notNull().default("open"),
    accountId: text("account_id").notNull(),
    amountCents: cents("amount_cents").notNull(),
    amountPaidCents: cents("amount_paid_cents").notNull().default(0),
    currency: text("currency").notNull(),
    invoiceNumber: text("invoice_number").notNull().default(""),
    /** Only files carry it. */
    invoiceDate: date("invoice_date", { mode: "string" }),
    dueDate: date("due_date", { mode: "string" }),
    recipientName: text("recipient_name").notNull().default(""),
    /** What a list by recipient is ordered by. A column, because beneath row-level security `lower()` may not use its index. */
    recipientKey: text("recipient_key").notNull().generatedAlwaysAs(sql`lower(recipient_name)`),
    recipientEmails: text("recipient_emails").array().notNull(),
    message: text("message").notNull().default(""),
    clientRef: text("client_ref").notNull().default(""),
    matterRef: text("matter_ref").notNull().default(""),
    locale: text("locale").notNull().default("en"),
    byEmail: boolean("by_email").notNull(),
    payerId: text("payer_id"),
    /** The uploaded file it came with. */
    batchId: text("batch_id"),
    /** The invoice that it pays. */
    invoiceId: text("invoice_id"),
    /** Of the form or request that made it: the same request twice makes one link. */
    requestKey: text("request_key").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Set once the expiry notice went out; the expiry itself needs no write. */
    expiryNoticedAt: instant("expiry_noticed_at"),
    sentAt: instant("sent_at"),
    openedAt: instant("opened_at"),
    closedAt: instant("closed_at"),
    /** Somebody of the staff wants no reminders of this one. */
    isReminderOff: boolean("is_reminder_off").notNull().default(false),
    /** The firm's day for which the newest reminder went out: no other of that day or an earlier one follows it. */
    remindedOn: date("reminded_on", { mode: "string" }),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("pay_links_request").on(t.firmId, t.requestKey),
    index("pay_links_by_batch").on(t.firmId, t.batchId, t.id).where(sql`batch_id is not null`),
    // What is left of an invoice is asked for once.
    uniqueIndex("pay_links_one_of_invoice")
      .on(t.firmId, t.invoiceId)
      .where(sql`invoice_id is not null and status = 'open'`),
    index("pay_links_of_invoice").on(t.firmId, t.invoiceId, t.id).where(sql`invoice_id is not null`),
    index("pay_links_newest").on(t.firmId, t.createdAt, t.id),
    index("pay_links_by_status").on(t.firmId, t.status, t.createdAt, t.id),
    index("pay_links_by_number").on(t.firmId, t.number, t.id),
    index("pay_links_by_recipient").on(t.firmId, t.recipientKey, t.id),
    index("pay_links_by_invoice").on(t.firmId, t.invoiceNumber, t.id),
    index("pay_links_by_amount").on(t.firmId, t.amountCents, t.id),
    index("pay_links_by_due").on(
      t.firmId,
      sql`(case when ${t.dueDate} is null then '-infinity' else ${t.dueDate} end)`,
      t.id,
    ),
    index("pay_links_by_opening").on(
      t.firmId,
      sql`(case when ${t.openedAt} is null then '-infinity' else ${t.openedAt} end)`,
      t.id,
    ),
    index("pay_links_by_expiry").on(t.firmId, t.expiresAt, t.id),
    index("pay_links_expiring")
      .on(t.firmId, t.expiresAt, t.id)
      .where(sql`status = 'open' and expiry_noticed_at is null`),
    foreignKey({ columns: [t.firmId, t.invoiceId], foreignColumns: [invoices.firmId, invoices.id] }),
    check("pay_links_of_invoice", sql`(${t.source} = 'invoice') = (${t.invoiceId} is not null)`),
    check("pay_links_amount", sql`${t.amountCents} > 0 and ${t.amountPaidCents} >= 0`),
    check("pay_links_status", sql`${t.status} in ('open', 'paid', 'cancelled')`),
    check("pay_links_paid", sql`(${t.status} = 'paid') = (${t.amountPaidCents} > 0)`),
  ],
);

/** Links that were made together from one file. Written in the transaction of its links. */
export const linkBatches = pgTable(
  "link_batches",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** Of the form or request that made it: the same file twice under one key is one batch. */
    requestKey: text("request_key").notNull(),
    accountId: text("account_id").notNull(),
    links: integer("links").notNull(),
    totalCents: cents("total_cents").notNull(),
    currency: text("currency").notNull(),
    byEmail: boolean("by_email").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("link_batches_request").on(t.firmId, t.requestKey),
    check("link_batches_links", sql`${t.links} > 0 and ${t.totalCents} > 0`),
  ],
);

/** What happened to a link: sent, opened, resent, cancelled, expired. Append-only. */
export const payLinkEvents = pgTable(
  "pay_link_events",
  {
    firmId: firmId(),
    id: bigserial("id", { mode: "number" }).notNull(),
    linkId: text("link_id").notNull(),
    kind: text("kind").notNull(),
    actor: text("actor").notNull(),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] }), index("pay_link_events_link").on(t.firmId, t.linkId, t.id)],
);

/** Addresses whose holders want no reminders of a firm, in small letters. */
export const reminderOptOuts = pgTable(
  "reminder_opt_outs",
  {
    firmId: firmId(),
    address: text("address").notNull(),
    /** The link in whose mail they said so. */
    linkId: text("link_id").notNull(),
    optedOutAt: instant("opted_out_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.address] }),
    check("reminder_opt_outs_address", sql`${t.address} = lower(${t.address})`),
  ],
);
