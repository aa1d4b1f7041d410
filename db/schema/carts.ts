import { sql } from "drizzle-orm";
import { check, foreignKey, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { merchantAccounts } from "./merchant-accounts";

/** Operating and trust money asked for together. It becomes one payment for each part, never one for both (T3, T9). Never changes. */
export const carts = pgTable(
  "carts",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** Of the form that made it: the same request twice is one cart. */
    requestKey: text("request_key").notNull(),
    source: text("source").notNull(),
    currency: text("currency").notNull(),
    payerId: text("payer_id"),
    payerName: text("payer_name").notNull().default(""),
    receiptEmails: text("receipt_emails").array().notNull(),
    locale: text("locale").notNull().default("en"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] }), uniqueIndex("carts_request").on(t.firmId, t.requestKey)],
);

export const cartParts = pgTable(
  "cart_parts",
  {
    firmId: firmId(),
    cartId: text("cart_id").notNull(),
    kind: text("kind").$type<"operating" | "trust">().notNull(),
    /** Trust money of several matters is one part each (T9), counted from 0. */
    place: integer("place").notNull().default(0),
    accountId: text("account_id").notNull(),
    amountCents: cents("amount_cents").notNull(),
    currency: text("currency").notNull(),
    invoiceNumber: text("invoice_number").notNull().default(""),
    clientRef: text("client_ref").notNull().default(""),
    matterRef: text("matter_ref").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.cartId, t.kind, t.place] }),
    foreignKey({ columns: [t.firmId, t.cartId], foreignColumns: [carts.firmId, carts.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    check("cart_parts_kind", sql`${t.kind} in ('operating', 'trust')`),
    check("cart_parts_place", sql`${t.place} >= 0 and (${t.kind} = 'trust' or ${t.place} = 0)`),
    check("cart_parts_amount", sql`${t.amountCents} > 0`),
  ],
);
