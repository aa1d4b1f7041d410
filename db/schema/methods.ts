import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";
import { merchantAccounts } from "./merchant-accounts";
import { payers } from "./payers";

/** What a payer agreed to, as it was shown; the row of `method_consents` is made of it once the gateway has kept the method. */
export type ConsentFacts = {
  text: string;
  version: string;
  language: string;
  /** ISO 8601, UTC. */
  at: string;
  /** "payer:mrq_1", "user:usr_1". */
  actor: string;
  ip: string;
  origin: "staff" | "method_page" | "pay_page";
  /** How the authorization of a bank debit was given (Nacha); empty for a card. */
  entryClass: "" | "WEB" | "TEL" | "PPD" | "CCD";
};

/**
 * A card or bank account that the gateway keeps for a payer. Never a number: the gateway's own token, sealed, and what may be shown.
 * The token belongs to one merchant account. One row per attempt to keep a method; `intent` is what was asked for, once.
 */
export const paymentMethods = pgTable(
  "payment_methods",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    payerId: text("payer_id").notNull(),
    accountId: text("account_id").notNull(),
    gateway: text("gateway").notNull(),
    status: text("status").$type<"processing" | "active" | "failed" | "removing" | "removed">().notNull(),
    /** "request:mrq_1" or "form:<request id>": at most one method of an intent is open or kept. */
    intent: text("intent").notNull(),
    /** The hosted field's one-time token, to ask again after a lost answer; emptied once the gateway has answered. */
    methodTokenSealed: text("method_token_sealed").notNull(),
    storedTokenSealed: text("stored_token_sealed").notNull().default(""),
    /** The gateway's own name for the payer. */
    customerRef: text("customer_ref").notNull().default(""),
    kind: text("kind").$type<"" | "card" | "echeck">().notNull().default(""),
    brand: text("brand").notNull().default(""),
    last4: text("last4").notNull().default(""),
    /** "credit", "debit", "prepaid"; empty when the gateway does not say. */
    funding: text("funding").notNull().default(""),
    /** The name on the card or account, as the payer wrote it. */
    holder: text("holder").notNull().default(""),
    /** "2029-04"; empty for a bank account. */
    expiresMonth: text("expires_month").notNull().default(""),
    billingAddress: jsonb("billing_address").$type<Record<string, string>>().notNull().default({}),
    isDefault: boolean("is_default").notNull().default(false),
    consent: jsonb("consent").$type<ConsentFacts>().notNull(),
    declineCode: text("decline_code").notNull().default(""),
    challengeUrl: text("challenge_url").notNull().default(""),
    checkAt: instant("check_at"),
    checks: integer("checks").notNull().default(0),
    expiryNoticedAt: instant("expiry_noticed_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    savedAt: instant("saved_at"),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.payerId], foreignColumns: [payers.firmId, payers.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    uniqueIndex("payment_methods_one_per_intent").on(t.firmId, t.intent).where(sql`status <> 'failed'`),
    uniqueIndex("payment_methods_one_default").on(t.firmId, t.payerId).where(sql`is_default`),
    index("payment_methods_by_payer").on(t.firmId, t.payerId, t.createdAt),
    index("payment_methods_to_check").on(t.firmId, t.checkAt).where(sql`check_at is not null`),
    index("payment_methods_expiring")
      .on(t.firmId, t.expiresMonth, t.id)
      .where(sql`status = 'active' and expiry_noticed_at is null and expires_month <> ''`),
    check("payment_methods_status", sql`${t.status} in ('processing', 'active', 'failed', 'removing', 'removed')`),
    check("payment_methods_kept", sql`${t.status} <> 'active' or ${t.storedTokenSealed} <> ''`),
    check("payment_methods_default", sql`not ${t.isDefault} or ${t.status} = 'active'`),
    check("payment_methods_last4", sql`${t.last4} ~ '^[0-9]{0,4}$'`),
    check("payment_methods_holder", sql`${t.holder} !~ '[0-9]{6}'`),
    check("payment_methods_expiry", sql`${t.expiresMonth} ~ '^(|[0-9]{4}-(0[1-9]|1[0-2]))$'`),
  ],
);

/** The proof that a payer agreed to a kept method: the words as shown. Append-only. */
export const methodConsents = pgTable(
  "method_consents",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    methodId: text("method_id").notNull(),
    payerId: text("payer_id").notNull(),
    text: text("text").notNull(),
    version: text("version").notNull(),
    language: text("language").notNull(),
    actor: text("actor").notNull(),
    ip: text("ip").notNull(),
    origin: text("origin").$type<ConsentFacts["origin"]>().notNull(),
    entryClass: text("entry_class").$type<ConsentFacts["entryClass"]>().notNull().default(""),
    last4: text("last4").notNull(),
    /** When the payer agreed, not when the row was written. */
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.methodId], foreignColumns: [paymentMethods.firmId, paymentMethods.id] }),
    uniqueIndex("method_consents_method").on(t.firmId, t.methodId),
    check("method_consents_origin", sql`${t.origin} in ('staff', 'method_page', 'pay_page')`),
    check("method_consents_entry_class", sql`${t.entryClass} in ('', 'WEB', 'TEL', 'PPD', 'CCD')`),
  ],
);

/** A request to a payer to add a method, under a secret token, for one use. "expired" is decided at read time from `expires_at`. */
export const methodRequests = pgTable(
  "method_requests",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    payerId: text("payer_id").notNull(),
    accountId: text("account_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    /** The token itself, sealed, so that it can be mailed again. */
    tokenSealed: text("token_sealed").notNull(),
    status: text("status").$type<"open" | "done" | "cancelled">().notNull().default("open"),
    sentTo: text("sent_to").array().notNull(),
    message: text("message").notNull().default(""),
    locale: text("locale").notNull(),
    /** Of the form that made it: the same form twice makes one request. */
    requestKey: text("request_key").notNull(),
    /** The method that was kept. */
    methodId: text("method_id"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    expiresAt: instant("expires_at").notNull(),
    openedAt: instant("opened_at"),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.payerId], foreignColumns: [payers.firmId, payers.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    uniqueIndex("method_requests_request").on(t.firmId, t.requestKey),
    index("method_requests_by_payer").on(t.firmId, t.payerId, t.createdAt),
    check("method_requests_status", sql`${t.status} in ('open', 'done', 'cancelled')`),
    check("method_requests_done", sql`(${t.status} = 'done') = (${t.methodId} is not null)`),
  ],
);
