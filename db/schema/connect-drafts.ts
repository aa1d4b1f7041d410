import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { connections } from "./connections";
import { users } from "./staff";

/**
 * One way through Make a Payment: what is selected and how much goes on each item. What it led to is decided on this row: a cart or
 * links, never both.
 */
export const connectDrafts = pgTable(
  "connect_drafts",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    userId: text("user_id").notNull(),
    connectionId: text("connection_id").notNull(),
    /** `open`: may still be changed. `entry`: became a cart. `links`: became links. `left`: nothing was taken, its copy goes on. */
    status: text("status").$type<"open" | "entry" | "links" | "left">().notNull().default("open"),
    /** Selected items with their amounts, in their order; read by lib/connect-payments/schemas.ts. */
    lines: jsonb("lines").$type<unknown>().notNull(),
    /** What was typed as "Amount to pay". */
    amountToPayCents: cents("amount_to_pay_cents"),
    arMessage: text("ar_message").notNull().default(""),
    cartId: text("cart_id"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    revision: integer("revision").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.userId], foreignColumns: [users.firmId, users.id] }),
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
    index("connect_drafts_of_user").on(t.firmId, t.userId, t.status, t.updatedAt),
    uniqueIndex("connect_drafts_cart").on(t.firmId, t.cartId).where(sql`cart_id is not null`),
    check("connect_drafts_status", sql`${t.status} in ('open', 'entry', 'links', 'left')`),
    check("connect_drafts_size", sql`octet_length(${t.lines}::text) <= 1048576`),
  ],
);
