import { boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

export const users = pgTable(
  "users",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** Trimmed and lower case; unique over all firms through the directory. */
    email: text("email").notNull(),
    name: text("name").notNull(),
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
    locale: text("locale").notNull().default("en"),
    /** Empty = the device decides. */
    theme: text("theme").notNull().default(""),
    density: text("density").notNull().default(""),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] }), index("users_email").on(t.firmId, t.email)],
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
    revokedAt: instant("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] })],
);
