import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
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
    /** The gateway's object. While one event of a type about it waits, another of the same type says nothing new. */
    objectId: text("object_id").notNull().default(""),
    receivedAt: instant("received_at").notNull(),
    /** When the object was read again; set before the reading, so that what happens during it is a new hint. */
    handledAt: instant("handled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.gateway, t.eventId] }),
    uniqueIndex("webhook_events_one_waiting")
      .on(t.firmId, t.gateway, t.objectId, t.type)
      .where(sql`handled_at is null and object_id <> ''`),
    index("webhook_events_waiting").on(t.firmId, t.reference).where(sql`handled_at is null`),
  ],
);
