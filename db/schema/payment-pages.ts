import { sql } from "drizzle-orm";
import {
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
import { bytea, cents, firmId, instant } from "./columns";
import { merchantAccounts } from "./merchant-accounts";
import type { BillingAddress } from "./payments";

/** A page of the firm on which anybody may pay. Found by its address, "firm/page", through the directory. */
export const paymentPages = pgTable(
  "payment_pages",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** The last part of its address. */
    slug: text("slug").notNull(),
    /** For staff only. */
    name: text("name").notNull(),
    status: text("status").$type<"draft" | "published">().notNull().default("draft"),
    kind: text("kind").$type<"general" | "items" | "connect">().notNull().default("general"),
    accountId: text("account_id").notNull(),
    /** The one language of the page; empty: the visitor's own. */
    locale: text("locale").notNull().default(""),
    heading: text("heading").notNull(),
    body: text("body").notNull().default(""),
    disclaimer: text("disclaimer").notNull().default(""),
    contact: text("contact").notNull().default(""),
    /** What a payer reads once they have paid. */
    confirmationText: text("confirmation_text").notNull().default(""),
    amountRule: text("amount_rule").$type<"fixed" | "chosen" | "list">().notNull().default("chosen"),
    /** Of a fixed amount. */
    amountCents: cents("amount_cents"),
    /** The bounds of a chosen one. */
    leastCents: cents("least_cents"),
    mostCents: cents("most_cents"),
    choices: jsonb("choices").$type<{ label: string; amountCents: number }[]>().notNull().default([]),
    methods: text("methods").$type<"all" | "card" | "echeck">().notNull().default("all"),
    /** What it asks beside the amount, read by lib/payment-pages/rules.ts; a field of the firm's own by its id. */
    fields: jsonb("fields").$type<{ key: string; isRequired: boolean }[]>().notNull().default([]),
    notifyEmails: text("notify_emails").array().notNull().default([]),
    makesPosting: boolean("makes_posting").notNull().default(false),
    /** Of a Connect page: whoever has proven one invoice sees the others of the same client too. */
    offersAllInvoices: boolean("offers_all_invoices").notNull().default(false),
    /** Of a Connect page: where a visitor is led whose numbers match nothing. */
    fallbackPageId: text("fallback_page_id"),
    /** Origins that may frame it, as "https://www.firm.example"; none: nobody may. */
    hostSites: text("host_sites").array().notNull().default([]),
    captcha: text("captcha").$type<"none" | "altcha" | "recaptcha">().notNull().default("none"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    foreignKey({ columns: [t.firmId, t.fallbackPageId], foreignColumns: [t.firmId, t.id] }),
    uniqueIndex("payment_pages_slug").on(t.firmId, t.slug),
    check("payment_pages_status", sql`${t.status} in ('draft', 'published')`),
    check("payment_pages_kind", sql`${t.kind} in ('general', 'items', 'connect')`),
    check("payment_pages_methods", sql`${t.methods} in ('all', 'card', 'echeck')`),
    check("payment_pages_captcha", sql`${t.captcha} in ('none', 'altcha', 'recaptcha')`),
    check("payment_pages_rule", sql`${t.amountRule} in ('fixed', 'chosen', 'list')`),
    check(
      "payment_pages_amount",
      sql`${t.amountCents} > 0 and ${t.leastCents} > 0 and ${t.mostCents} >= ${t.leastCents}`,
    ),
  ],
);

/** Pictures of what pages sell, for everybody who knows their address. Never changed; one that no item shows goes after a day. */
export const pagePictures = pgTable(
  "page_pictures",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    contentType: text("content_type").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    content: bytea("content").notNull(),
    addedBy: text("added_by").notNull(),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    check("page_pictures_type", sql`${t.contentType} in ('image/png', 'image/jpeg', 'image/webp')`),
    check("page_pictures_size", sql`octet_length(${t.content}) between 1 and 307200`),
  ],
);

/** What an item-based page sells. One that was taken off its page stays for what was sold of it. */
export const pageItems = pgTable(
  "page_items",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    pageId: text("page_id").notNull(),
    place: integer("place").notNull(),
    name: text("name").notNull(),
    note: text("note").notNull().default(""),
    priceCents: cents("price_cents").notNull(),
    /** Thousandths of a percent: 8875 is 8.875 %. */
    taxThousandths: integer("tax_thousandths").notNull().default(0),
    /** Of one order. */
    mostQuantity: integer("most_quantity").notNull().default(10),
    /** How many there are to sell in all; null: any number. */
    stock: integer("stock"),
    pictureId: text("picture_id"),
    /** What is to be seen on it, in words; empty where it shows nothing that the name does not say. */
    pictureAlt: text("picture_alt").notNull().default(""),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.pageId], foreignColumns: [paymentPages.firmId, paymentPages.id] }),
    foreignKey({ columns: [t.firmId, t.pictureId], foreignColumns: [pagePictures.firmId, pagePictures.id] }),
    index("page_items_of_page").on(t.firmId, t.pageId, t.place),
    check("page_items_price", sql`${t.priceCents} > 0`),
    check("page_items_tax", sql`${t.taxThousandths} between 0 and 100000`),
    check("page_items_quantity", sql`${t.mostQuantity} > 0 and ${t.stock} >= 0`),
  ],
);

/**
 * What a visitor filled in: asked for once and paid once, its obligation is "page:<id>". Its facts never change; filled in again
 * differently it is replaced by another.
 */
export const pageSubmissions = pgTable(
  "page_submissions",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    pageId: text("page_id").notNull(),
    /** Of the loaded form: however often it is sent, one submission stands. */
    requestKey: text("request_key").notNull(),
    tokenHash: text("token_hash").notNull(),
    tokenSealed: text("token_sealed").notNull(),
    status: text("status").$type<"open" | "replaced">().notNull().default("open"),
    accountId: text("account_id").notNull(),
    /** Without a surcharge, tax included. */
    amountCents: cents("amount_cents").notNull(),
    taxCents: cents("tax_cents").notNull().default(0),
    currency: text("currency").notNull(),
    payerName: text("payer_name").notNull().default(""),
    email: text("email").notNull().default(""),
    phone: text("phone").notNull().default(""),
    billingAddress: jsonb("billing_address").$type<BillingAddress>(),
    invoiceNumber: text("invoice_number").notNull().default(""),
    clientRef: text("client_ref").notNull().default(""),
    matterRef: text("matter_ref").notNull().default(""),
    message: text("message").notNull().default(""),
    customFields: jsonb("custom_fields").$type<Record<string, string>>().notNull().default({}),
    /** What was bought, or what was chosen from a list, in words; empty for a plain amount. */
    title: text("title").notNull().default(""),
    locale: text("locale").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.pageId], foreignColumns: [paymentPages.firmId, paymentPages.id] }),
    uniqueIndex("page_submissions_request").on(t.firmId, t.requestKey).where(sql`status = 'open'`),
    index("page_submissions_of_page").on(t.firmId, t.pageId, t.createdAt),
    check("page_submissions_status", sql`${t.status} in ('open', 'replaced')`),
    check("page_submissions_amount", sql`${t.amountCents} > 0 and ${t.taxCents} between 0 and ${t.amountCents}`),
  ],
);

/** One item of an order. */
export const submissionItems = pgTable(
  "submission_items",
  {
    firmId: firmId(),
    submissionId: text("submission_id").notNull(),
    itemId: text("item_id").notNull(),
    place: integer("place").notNull(),
    name: text("name").notNull(),
    quantity: integer("quantity").notNull(),
    priceCents: cents("price_cents").notNull(),
    taxThousandths: integer("tax_thousandths").notNull(),
    taxCents: cents("tax_cents").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.submissionId, t.itemId] }),
    foreignKey({ columns: [t.firmId, t.submissionId], foreignColumns: [pageSubmissions.firmId, pageSubmissions.id] }),
    foreignKey({ columns: [t.firmId, t.itemId], foreignColumns: [pageItems.firmId, pageItems.id] }),
    index("submission_items_of_item").on(t.firmId, t.itemId),
    check("submission_items_quantity", sql`${t.quantity} > 0`),
  ],
);

/** How often a page was opened on a day of the firm's zone. */
export const pageViews = pgTable(
  "page_views",
  {
    firmId: firmId(),
    pageId: text("page_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    views: integer("views").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.pageId, t.day] }),
    foreignKey({ columns: [t.firmId, t.pageId], foreignColumns: [paymentPages.firmId, paymentPages.id] }),
  ],
);
