import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";
import { merchantAccounts } from "./merchant-accounts";

/** A Connect service of the firm, beside its matter system. It dials in with its key; nobody dials out to it. */
export const connections = pgTable(
  "connections",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    system: text("system").$type<"enterprise" | "threeE" | "prolaw" | "aderant">().notNull(),
    /** The secret that both sides sign with. */
    secretSealed: text("secret_sealed").notNull(),
    /** What the service said of itself at its last handshake; empty before the first. */
    serviceVersion: text("service_version").notNull().default(""),
    scriptVersion: text("script_version").notNull().default(""),
    /** The installation that holds the line: two that share a key would each deliver what the other has delivered. */
    instance: text("instance").notNull().default(""),
    /** The service's own look at its surroundings: one line per check, see lib/connections/model.ts. */
    health: jsonb("health").$type<readonly { check: string; ok: boolean; detail: string }[]>().notNull().default([]),
    lastSeenAt: instant("last_seen_at"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    check("connections_system", sql`${t.system} in ('enterprise', 'threeE', 'prolaw', 'aderant')`),
  ],
);

/** The Connect module of a firm. No row: switched off. */
export const connectSettings = pgTable(
  "connect_settings",
  {
    firmId: firmId().primaryKey(),
    isOn: boolean("is_on").notNull().default(false),
    /** The matter system in use. */
    connectionId: text("connection_id"),
    arMessage: text("ar_message").notNull().default(""),
    postingDate: text("posting_date").$type<"paid" | "posted">().notNull().default("paid"),
    postsAutomatically: boolean("posts_automatically").notNull().default(false),
    /** When an eCheck of operating money gets its posting records; trust money always at settlement. */
    echeckPosting: text("echeck_posting").$type<"accepted" | "settled">().notNull().default("accepted"),
    /** Of a link made in Make a Payment. */
    linkLifeHours: integer("link_life_hours").notNull().default(24),
  },
  (t) => [
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
    check("connect_settings_posting_date", sql`${t.postingDate} in ('paid', 'posted')`),
    check("connect_settings_echeck", sql`${t.echeckPosting} in ('accepted', 'settled')`),
    check("connect_settings_life", sql`${t.linkLifeHours} between 1 and 8760`),
  ],
);

/** What money of a merchant account is called in the matter system. */
export const postingAccounts = pgTable(
  "posting_accounts",
  {
    firmId: firmId(),
    accountId: text("account_id").notNull(),
    connectionId: text("connection_id").notNull(),
    ledgerCode: text("ledger_code").notNull(),
    transactionType: text("transaction_type").notNull(),
    bankAccount: text("bank_account").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.accountId, t.connectionId] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
  ],
);

/** The firm's own layout of posting files, instead of the built-in one of its system. */
export const postingLayouts = pgTable(
  "posting_layouts",
  {
    firmId: firmId(),
    connectionId: text("connection_id").notNull(),
    /** Read by lib/posting-layouts/schemas.ts. */
    document: jsonb("document").$type<Record<string, unknown>>().notNull(),
    savedBy: text("saved_by").notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.connectionId] }),
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
  ],
);

/** A question to a Connect service on its way there and back. Dropped a while after its end. */
export const connectionRequests = pgTable(
  "connection_requests",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    connectionId: text("connection_id").notNull(),
    operation: text("operation").notNull(),
    input: jsonb("input").$type<unknown>().notNull(),
    status: text("status").$type<"waiting" | "taken" | "answered" | "failed">().notNull().default("waiting"),
    output: jsonb("output").$type<unknown>(),
    /** Why it failed, as the service or the database said it. */
    failure: text("failure").notNull().default(""),
    createdAt: instant("created_at").notNull(),
    takenAt: instant("taken_at"),
    answeredAt: instant("answered_at"),
    /** Nobody waits for it any more; it is not handed out. */
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
    index("connection_requests_waiting").on(t.firmId, t.connectionId, t.createdAt, t.id).where(sql`status = 'waiting'`),
    index("connection_requests_to_drop").on(t.firmId, t.expiresAt),
    check("connection_requests_status", sql`${t.status} in ('waiting', 'taken', 'answered', 'failed')`),
  ],
);

/** Signed calls that were seen, so that none is taken twice. */
export const connectionNonces = pgTable(
  "connection_nonces",
  {
    firmId: firmId(),
    connectionId: text("connection_id").notNull(),
    nonce: text("nonce").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.connectionId, t.nonce] }),
    index("connection_nonces_to_drop").on(t.firmId, t.at),
  ],
);
