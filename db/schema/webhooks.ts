import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/**
 * Events that a gateway sent, each stored once however often it comes. An event is only a hint to look again at the object it names;
 * what it says about the object is not kept.
 */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    firmId: firmId(),
    gateway: text("gateway").notNull(),
    eventId: text("event_id").notNull(),
    type: text("type").notNull(),
    /** Our own reference: a payment's id. */
    reference: text("reference").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.gateway, t.eventId] })],
);
