import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

export const users = pgTable(
  "users",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** Trimmed and lower case; unique over all firms through the directory. */
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** Empty while an invitation waits: no password is right then. */
    passwordHash: text("password_hash").notNull(),
    permissions: text("permissions").array().notNull(),
    /** Null = every merchant account of the firm. */
    accountIds: text("account_ids").array(),
    isAdmin: boolean("is_admin").notNull().default(false),
    /** Raised to end every open session at once. */
    sessionVersion: integer("session_version").notNull().default(1),
    failedSignIns: integer("failed_sign_ins").notNull().default(0),
    lockedUntil: instant("locked_until"),
    disabledAt: instant("disabled_at"),
    lastSignInAt: instant("last_sign_in_at"),
    /** Why `disabledAt` is set: a person did it, or nobody signed in for as long as the firm's policy says. */
    disabledReason: text("disabled_reason").$type<"" | "person" | "idle">().notNull().default(""),
    /** Idle days count from the last sign-in or from here, whichever is later: the account was made, accepted or activated again. */
    activeSince: instant("active_since").notNull().defaultNow(),
    /** The seed of the second factor, sealed; empty without one. */
    totpSealed: text("totp_sealed").notNull().default(""),
    /** The 30-second step of the last code that was taken: it and earlier ones are never taken again. */
    totpLastStep: integer("totp_last_step").notNull().default(0),
    /** SHA-256 of the recovery codes that were not used yet. */
    recoveryHashes: text("recovery_hashes").array().notNull().default([]),
    locale: text("locale").notNull().default("en"),
    /** Empty = the device decides. */
    theme: text("theme").notNull().default(""),
    density: text("density").notNull().default(""),
    /** What the pages lie on; empty = plain paper. */
    backdrop: text("backdrop").notNull().default(""),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] }), index("users_email").on(t.firmId, t.email)],
);

/** One browser that somebody signed in with. Over when it was ended, or when its version is no longer the user's. */
export const staffSessions = pgTable(
  "staff_sessions",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    userId: text("user_id").notNull(),
    sessionVersion: integer("session_version").notNull(),
    ip: text("ip").notNull(),
    userAgent: text("user_agent").notNull(),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    index("staff_sessions_user").on(t.firmId, t.userId, t.createdAt),
    index("staff_sessions_oldest").on(t.firmId, t.createdAt),
  ],
);

/** Links that let somebody set a password once: an invitation or a reset. Only a hash of the token is kept. */
export const staffTokens = pgTable(
  "staff_tokens",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    kind: text("kind").$type<"invite" | "reset">().notNull(),
    userId: text("user_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    /** Withdrawn, or another one took its place. */
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    // One open link of a kind for each user.
    uniqueIndex("staff_tokens_open").on(t.firmId, t.userId, t.kind).where(sql`used_at is null and revoked_at is null`),
    check("staff_tokens_kind", sql`${t.kind} in ('invite', 'reset')`),
  ],
);

/** Keys of the firm's own programs; only a SHA-256 is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    keyHash: text("key_hash").notNull(),
    permissions: text("permissions").array().notNull(),
    createdAt: instant("created_at").notNull(),
    /** Who made it; empty for keys of the installation. */
    createdBy: text("created_by").notNull().default(""),
    /** To the minute. */
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] })],
);
