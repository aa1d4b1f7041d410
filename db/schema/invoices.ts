import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { merchantAccounts } from "./merchant-accounts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** How a firm makes invoices. A firm without a row has the module off. */
export const invoiceSettings = pgTable(
  "invoice_settings",
  {
    firmId: firmId().primaryKey(),
    isOn: boolean("is_on").notNull().default(false),
    /** "INV-{year}-{number}"; see lib/invoices/rules.ts. */
    numberPattern: text("number_pattern").notNull().default("INV-{year}-{number}"),
    termsDays: integer("terms_days").notNull().default(30),
    /** What the tax is called on an invoice. */
    taxName: text("tax_name").notNull().default(""),
    /** Thousandths of a percent: 8875 is 8.875 %. */
    taxThousandths: integer("tax_thousandths").notNull().default(0),
    notes: text("notes").notNull().default(""),
    /** Clients may pay a part. */
    allowsParts: boolean("allows_parts").notNull().default(true),
    /** Days after the due day on which an unpaid invoice is followed up; negative before it. */
    reminderDays: smallint("reminder_days").array().notNull().default(sql`'{0,7,30}'`),
  },
  (t) => [
    check("invoice_settings_terms", sql`${t.termsDays} between 0 and 365`),
    check("invoice_settings_tax", sql`${t.taxThousandths} between 0 and 100000`),
    check("invoice_settings_number", sql`${t.numberPattern} like '%{number}%'`),
  ],
);

/** What a firm charges for again and again. */
export const invoiceItems = pgTable(
  "invoice_items",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    description: text("description").notNull(),
    unitPriceCents: cents("unit_price_cents").notNull(),
    isTaxable: boolean("is_taxable").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Offered no more. */
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    index("invoice_items_offered").on(t.firmId, t.description, t.id).where(sql`removed_at is null`),
    check("invoice_items_price", sql`${t.unitPriceCents} >= 0 and ${t.description} <> ''`),
  ],
);

/** An itemised invoice of the firm's own. Once it is sent, what it asks for never changes. */
export const invoices = pgTable(
  "invoices",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** Empty while it is a draft. */
    number: text("number").notNull().default(""),
    status: text("status")
      .$type<"draft" | "sent" | "viewed" | "part_paid" | "paid" | "overdue" | "written_off" | "cancelled">()
      .notNull(),
    accountId: text("account_id").notNull(),
    currency: text("currency").notNull(),
    payerId: text("payer_id"),
    billTo: text("bill_to").notNull(),
    /** What a list by name is ordered by. */
    billToKey: text("bill_to_key").notNull().generatedAlwaysAs(sql`lower(bill_to)`),
    billToAddress: text("bill_to_address").notNull().default(""),
    recipientEmails: text("recipient_emails").array().notNull(),
    clientRef: text("client_ref").notNull().default(""),
    matterRef: text("matter_ref").notNull().default(""),
    issueDate: date("issue_date", { mode: "string" }).notNull(),
    termsDays: integer("terms_days").notNull(),
    dueDate: date("due_date", { mode: "string" }).notNull(),
    notes: text("notes").notNull().default(""),
    locale: text("locale").notNull(),
    taxName: text("tax_name").notNull().default(""),
    taxThousandths: integer("tax_thousandths").notNull().default(0),
    grossCents: cents("gross_cents").notNull(),
    discountCents: cents("discount_cents").notNull(),
    taxCents: cents("tax_cents").notNull(),
    totalCents: cents("total_cents").notNull(),
    /** What the firm holds of payments on it; kept by a trigger on payments. */
    paidCents: cents("paid_cents").notNull().default(0),
    /** Bank debits that were accepted and have not settled. */
    inTransitCents: cents("in_transit_cents").notNull().default(0),
    /** What may be asked for now. */
    balanceCents: cents("balance_cents")
      .notNull()
      .generatedAlwaysAs(sql`greatest(total_cents - paid_cents - in_transit_cents, 0)`),
    /** Both are there once it is sent. */
    tokenHash: text("token_hash"),
    tokenSealed: text("token_sealed"),
    /** Grows with each change of a draft, so that nobody overwrites what they have not seen. */
    revision: integer("revision").notNull().default(0),
    /** Of the form or request that made it: the same request twice makes one invoice. */
    requestKey: text("request_key").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    viewedAt: instant("viewed_at"),
    /** When it was paid, written off or cancelled. */
    closedAt: instant("closed_at"),
    isReminderOff: boolean("is_reminder_off").notNull().default(false),
    /** The firm's day for which the newest reminder went out. */
    remindedOn: date("reminded_on", { mode: "string" }),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    uniqueIndex("invoices_request").on(t.firmId, t.requestKey),
    uniqueIndex("invoices_one_number").on(t.firmId, t.number).where(sql`number <> ''`),
    index("invoices_newest").on(t.firmId, t.createdAt, t.id),
    index("invoices_by_status").on(t.firmId, t.status, t.createdAt, t.id),
    index("invoices_by_number").on(t.firmId, t.number, t.id),
    index("invoices_by_name").on(t.firmId, t.billToKey, t.id),
    index("invoices_by_issue").on(t.firmId, t.issueDate, t.id),
    index("invoices_by_due").on(t.firmId, t.dueDate, t.id),
    index("invoices_by_total").on(t.firmId, t.totalCents, t.id),
    index("invoices_by_balance").on(t.firmId, t.balanceCents, t.id),
    index("invoices_by_payer").on(t.firmId, t.payerId, t.createdAt, t.id).where(sql`payer_id is not null`),
    index("invoices_owed")
      .on(t.firmId, t.dueDate, t.id)
      .where(sql`status in ('sent', 'viewed', 'part_paid', 'overdue')`),
    check(
      "invoices_status",
      sql`${t.status} in ('draft', 'sent', 'viewed', 'part_paid', 'paid', 'overdue', 'written_off', 'cancelled')`,
    ),
    check(
      "invoices_sum",
      sql`${t.totalCents} = ${t.grossCents} - ${t.discountCents} + ${t.taxCents} and ${t.discountCents} between 0 and ${t.grossCents} and ${t.taxCents} >= 0`,
    ),
    check("invoices_money", sql`${t.paidCents} >= 0 and ${t.inTransitCents} >= 0`),
    check("invoices_days", sql`${t.dueDate} = ${t.issueDate} + ${t.termsDays} and ${t.termsDays} between 0 and 365`),
    check("invoices_tax", sql`${t.taxThousandths} between 0 and 100000`),
    check(
      "invoices_sent",
      sql`${t.status} in ('draft', 'cancelled') or (${t.number} <> '' and ${t.tokenHash} is not null and ${t.sentAt} is not null and ${t.totalCents} > 0)`,
    ),
    check("invoices_paid", sql`${t.status} <> 'paid' or ${t.paidCents} >= ${t.totalCents}`),
  ],
);

/** One line, with its own rounded sums. */
export const invoiceLines = pgTable(
  "invoice_lines",
  {
    firmId: firmId(),
    invoiceId: text("invoice_id").notNull(),
    place: integer("place").notNull(),
    /** What of the catalogue it was made from, if anything. */
    itemId: text("item_id"),
    description: text("description").notNull(),
    quantityHundredths: integer("quantity_hundredths").notNull(),
    unitPriceCents: cents("unit_price_cents").notNull(),
    discountBasisPoints: integer("discount_basis_points").notNull().default(0),
    isTaxable: boolean("is_taxable").notNull(),
    grossCents: cents("gross_cents").notNull(),
    discountCents: cents("discount_cents").notNull(),
    taxCents: cents("tax_cents").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.invoiceId, t.place] }),
    foreignKey({ columns: [t.firmId, t.invoiceId], foreignColumns: [invoices.firmId, invoices.id] }),
    check(
      "invoice_lines_figures",
      sql`${t.quantityHundredths} > 0 and ${t.unitPriceCents} >= 0 and ${t.discountBasisPoints} between 0 and 10000
        and ${t.discountCents} between 0 and ${t.grossCents} and ${t.taxCents} >= 0 and (${t.isTaxable} or ${t.taxCents} = 0)`,
    ),
  ],
);

/** A PDF that goes with an invoice. */
export const invoiceAttachments = pgTable(
  "invoice_attachments",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    invoiceId: text("invoice_id").notNull(),
    fileName: text("file_name").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    content: bytea("content").notNull(),
    addedBy: text("added_by").notNull(),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.invoiceId], foreignColumns: [invoices.firmId, invoices.id] }),
    index("invoice_attachments_of").on(t.firmId, t.invoiceId, t.id),
    check(
      "invoice_attachments_size",
      sql`${t.sizeBytes} between 1 and 5242880 and octet_length(${t.content}) = ${t.sizeBytes}`,
    ),
  ],
);

/** What happened to an invoice. Append-only. */
export const invoiceEvents = pgTable(
  "invoice_events",
  {
    firmId: firmId(),
    id: bigserial("id", { mode: "number" }).notNull(),
    invoiceId: text("invoice_id").notNull(),
    kind: text("kind").notNull(),
    actor: text("actor").notNull(),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.invoiceId], foreignColumns: [invoices.firmId, invoices.id] }),
    index("invoice_events_of").on(t.firmId, t.invoiceId, t.id),
  ],
);

/** Legal moves of an invoice; the same table stands in lib/invoices/rules.ts. */
export const invoiceMoves = pgTable(
  "invoice_moves",
  { fromStatus: text("from_status").notNull(), toStatus: text("to_status").notNull() },
  (t) => [primaryKey({ columns: [t.fromStatus, t.toStatus] })],
);
