import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";

/** An address of a user's choice, and of what it is told by mail. */
export const notificationAddresses = pgTable(
  "notification_addresses",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    userId: text("user_id").notNull(),
    /** Trimmed and lower case. */
    address: text("address").notNull(),
    events: text("events").array().notNull(),
    /** From here on a payment is a large one, in minor units of the payment's own currency. */
    largeCents: cents("large_cents").notNull(),
    position: integer("position").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("notification_addresses_once").on(t.firmId, t.userId, t.address),
    check("notification_addresses_large", sql`${t.largeCents} > 0`),
  ],
);
