import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, cents, instant } from "./columns";

/** A law firm: the tenant. Its own row is visible only under its own id. */
export const firms = pgTable(
  "firms",
  {
    firmId: text("firm_id").primaryKey(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    monogram: text("monogram").notNull(),
    timeZone: text("time_zone").notNull(),
    currency: text("currency").notNull(),
    locale: text("locale").notNull().default("en"),
    addressLine: text("address_line").notNull(),
    phone: text("phone").notNull(),
    email: text("email").notNull(),
    /** What it chose and what is derived from it, read by lib/branding/rules.ts. */
    brand: jsonb("brand").$type<Record<string, string>>().notNull().default({}),
    linkLifeDays: integer("link_life_days").notNull().default(30),
    defaultMessage: text("default_message").notNull().default(""),
    disclaimer: text("disclaimer").notNull().default(""),
    /** The firm's own words on receipts, by language, read by lib/receipt-texts/rules.ts; empty while there are none. */
    receiptTexts: jsonb("receipt_texts").$type<Record<string, unknown>>().notNull().default({}),
    /** Which kinds of method sent links take, of those that their account takes. */
    linkMethods: text("link_methods").$type<"all" | "card" | "echeck">().notNull().default("all"),
    /** Who opens a sent link may pay less than it asks for. */
    allowsPartPayment: boolean("allows_part_payment").notNull().default(false),
    /** What whoever opens a sent link must pass before they are charged. */
    linkCaptcha: text("link_captcha").$type<"none" | "altcha" | "recaptcha">().notNull().default("none"),
    /** When unpaid links are followed up, read by lib/link-reminders/rules.ts; empty while it never was set. */
    linkReminders: jsonb("link_reminders").$type<Record<string, unknown>>().notNull().default({}),
    /** When failed runs of schedules and auto-pays are tried again, read by lib/retries/rules.ts; empty while it never was set. */
    retryPolicy: jsonb("retry_policy").$type<Record<string, unknown>>().notNull().default({}),
    /** The card surcharge as the firm set it, read by lib/surcharges/rules.ts; empty while it never was. */
    surcharge: jsonb("surcharge").$type<Record<string, unknown>>().notNull().default({}),
    /** Payers of eChecks hear once more when the money has cleared. */
    mailsSettled: boolean("mails_settled").notNull().default(false),
    /** Nobody signs in without a second factor. */
    requiresSecondFactor: boolean("requires_second_factor").notNull().default(false),
    /** Who has not signed in for so many days is deactivated; 0 = nobody is. */
    idleDays: integer("idle_days").notNull().default(90),
    /** Above it a refund needs a second person, in minor units; null: nobody is asked. Read by lib/refunds/rules.ts. */
    refundLimitCents: cents("refund_limit_cents"),
    /** Set while no money may move: after a restore, or by an administrator. */
    moneyFrozenAt: instant("money_frozen_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    check("firms_link_methods", sql`${t.linkMethods} in ('all', 'card', 'echeck')`),
    check("firms_link_captcha", sql`${t.linkCaptcha} in ('none', 'altcha', 'recaptcha')`),
    check("firms_refund_limit", sql`${t.refundLimitCents} >= 0`),
  ],
);

/** Running numbers per firm and year, so that a payment can be called P-2026-000123. */
export const firmCounters = pgTable(
  "firm_counters",
  {
    firmId: text("firm_id").notNull(),
    kind: text("kind").notNull(),
    year: integer("year").notNull(),
    value: integer("value").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.kind, t.year] })],
);

/** Logos, the firm's own and those it had before: mails that were sent show them. Never changed. */
export const firmLogos = pgTable(
  "firm_logos",
  {
    firmId: text("firm_id").notNull(),
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
    check("firm_logos_type", sql`${t.contentType} in ('image/png', 'image/jpeg', 'image/webp')`),
    check("firm_logos_size", sql`octet_length(${t.content}) between 1 and 204800`),
  ],
);
