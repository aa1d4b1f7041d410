import { sql } from "drizzle-orm";
import {
  check,
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
import { connections } from "./connections";
import { merchantAccounts } from "./merchant-accounts";
import { payments } from "./payments";

/** One posting file: its content never changes once written, so that a delivery that is repeated is the same file. */
export const postingBatches = pgTable(
  "posting_batches",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    number: text("number").notNull(),
    connectionId: text("connection_id").notNull(),
    accountId: text("account_id").notNull(),
    /**
     * `open`: to be delivered, also after a failure. `refused`: the service says that it never will be, and why; its records may leave
     * it then, and a person must see to them.
     */
    status: text("status").$type<"open" | "delivered" | "refused">().notNull().default("open"),
    fileName: text("file_name").notNull(),
    content: text("content").notNull(),
    /** In which the content is written out. */
    encoding: text("encoding").$type<"utf8" | "latin1" | "utf16le">().notNull().default("utf8"),
    /** Of the content in the file's own encoding. */
    sha256: text("sha256").notNull(),
    records: integer("records").notNull(),
    /** The sum of the records' amounts: reversals are negative. */
    totalCents: cents("total_cents").notNull(),
    currency: text("currency").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    /** What went wrong at the last attempt; empty after a delivery. */
    failure: text("failure").notNull().default(""),
    createdAt: instant("created_at").notNull(),
    deliveredAt: instant("delivered_at"),
    /** All of its records were seen in the matter system. */
    confirmedAt: instant("confirmed_at"),
    /** When the matter system is asked next. */
    confirmCheckAt: instant("confirm_check_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
    uniqueIndex("posting_batches_number").on(t.firmId, t.number),
    uniqueIndex("posting_batches_file").on(t.firmId, t.connectionId, t.fileName),
    index("posting_batches_due").on(t.firmId, t.nextAttemptAt).where(sql`status = 'open'`),
    index("posting_batches_to_confirm").on(t.firmId, t.confirmCheckAt).where(sql`confirm_check_at is not null`),
    check("posting_batches_status", sql`${t.status} in ('open', 'delivered', 'refused')`),
    check("posting_batches_encoding", sql`${t.encoding} in ('utf8', 'latin1', 'utf16le')`),
    check("posting_batches_records", sql`${t.records} > 0`),
    check("posting_batches_delivered", sql`(${t.status} = 'delivered') = (${t.deliveredAt} is not null)`),
  ],
);

/** One line of a payment on its way into the matter system. `state` is what the seven views of Manage Postings show. */
export const postings = pgTable(
  "postings",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** The reference that stands in the file and comes back from the matter system. */
    number: text("number").notNull(),
    paymentId: text("payment_id").notNull(),
    place: integer("place").notNull(),
    /** "payment", "refund:ref_1", "void", "return", "dispute_lost", "dispute_won": each makes a line of a payment once. */
    cause: text("cause").notNull(),
    /** Of a reversing record, what it takes back. */
    reversesId: text("reverses_id"),
    state: text("state").$type<"pending" | "incomplete" | "queued" | "posted" | "removed">().notNull(),
    /** Why it is incomplete; the words are in the catalogue, what they need in `reasonDetail`. */
    reason: text("reason").notNull().default(""),
    reasonDetail: jsonb("reason_detail").$type<Record<string, string>>().notNull().default({}),
    connectionId: text("connection_id").notNull(),
    accountId: text("account_id").notNull(),
    /** Negative for a reversing record. */
    amountCents: cents("amount_cents").notNull(),
    currency: text("currency").notNull(),
    kind: text("kind").$type<"invoice" | "trust">().notNull(),
    /** Empty while it is not matched to an item of the matter system. */
    itemKey: text("item_key").notNull().default(""),
    clientNumber: text("client_number").notNull().default(""),
    clientName: text("client_name").notNull().default(""),
    matterNumber: text("matter_number").notNull().default(""),
    matterName: text("matter_name").notNull().default(""),
    /** As given by the payer while it is not matched. */
    invoiceNumber: text("invoice_number").notNull().default(""),
    payorNumber: text("payor_number").notNull().default(""),
    payorName: text("payor_name").notNull().default(""),
    bankAccount: text("bank_account").notNull().default(""),
    payerName: text("payer_name").notNull().default(""),
    source: text("source").notNull(),
    arMessage: text("ar_message").notNull().default(""),
    paidAt: instant("paid_at").notNull(),
    createdAt: instant("created_at").notNull(),
    /** When the matter system was last asked about its item; null: never. */
    checkedAt: instant("checked_at"),
    queuedAt: instant("queued_at"),
    queuedBy: text("queued_by").notNull().default(""),
    batchId: text("batch_id"),
    postedAt: instant("posted_at"),
    confirmedAt: instant("confirmed_at"),
    /** The matter system's own name of the receipt. */
    receiptRef: text("receipt_ref").notNull().default(""),
    removedAt: instant("removed_at"),
    removedBy: text("removed_by").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.paymentId], foreignColumns: [payments.firmId, payments.id] }),
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    foreignKey({ columns: [t.firmId, t.batchId], foreignColumns: [postingBatches.firmId, postingBatches.id] }),
    foreignKey({ columns: [t.firmId, t.reversesId], foreignColumns: [t.firmId, t.id] }),
    uniqueIndex("postings_number").on(t.firmId, t.number),
    uniqueIndex("postings_cause").on(t.firmId, t.paymentId, t.place, t.cause),
    index("postings_newest").on(t.firmId, t.createdAt, t.id),
    index("postings_by_state").on(t.firmId, t.state, t.createdAt, t.id),
    // Each order of Manage Postings.
    index("postings_by_payer").on(t.firmId, sql`lower(payer_name)`, t.id),
    index("postings_by_invoice").on(t.firmId, t.invoiceNumber, t.id),
    index("postings_by_matter").on(t.firmId, t.clientNumber, t.matterNumber, t.id),
    index("postings_by_amount").on(t.firmId, t.amountCents, t.id),
    index("postings_to_batch").on(t.firmId, t.queuedAt, t.id).where(sql`state = 'queued' and batch_id is null`),
    index("postings_of_batch").on(t.firmId, t.batchId, t.id).where(sql`batch_id is not null`),
    index("postings_unconfirmed_item")
      .on(t.firmId, t.connectionId, t.itemKey)
      .where(sql`confirmed_at is null and state <> 'removed' and item_key <> ''`),
    check("postings_state", sql`${t.state} in ('pending', 'incomplete', 'queued', 'posted', 'removed')`),
    check("postings_kind", sql`${t.kind} in ('invoice', 'trust')`),
    check("postings_amount", sql`${t.amountCents} <> 0 and (${t.amountCents} > 0 or ${t.reversesId} is not null)`),
    check("postings_reason", sql`(${t.state} = 'incomplete') = (${t.reason} <> '')`),
    check("postings_matched", sql`${t.state} not in ('queued', 'posted') or ${t.itemKey} <> ''`),
    check("postings_batched", sql`${t.batchId} is null or ${t.state} in ('queued', 'posted')`),
    check("postings_posted", sql`(${t.state} = 'posted') = (${t.postedAt} is not null)`),
  ],
);

/**
 * What searches and counts of the firm's records that is set ask. The view holds the firm's condition itself, so that the index of text may be
 * used: beneath row-level security the database keeps text search away from it.
 */
export const foundPostings = pgView("found_postings", {
  firmId: text("firm_id").notNull(),
  id: text("id").notNull(),
  state: text("state").$type<"pending" | "incomplete" | "queued" | "posted" | "removed">().notNull(),
  accountId: text("account_id").notNull(),
  amountCents: cents("amount_cents").notNull(),
  searchText: text("search_text").notNull(),
}).existing();
