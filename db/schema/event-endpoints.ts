import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/** Where a program of the firm's wants to be told of what happens: our calls to others. What gateways send us is in `webhooks.ts`. */
export const eventEndpoints = pgTable(
  "event_endpoints",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    url: text("url").notNull(),
    events: text("events").array().notNull(),
    /** The secret that calls are signed with. */
    secretSealed: text("secret_sealed").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Since when every call has failed; null after one that was taken. */
    failingSince: instant("failing_since"),
    offAt: instant("off_at"),
    offReason: text("off_reason").$type<"" | "person" | "failing">().notNull().default(""),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    check("event_endpoints_off", sql`(${t.offAt} is null) = (${t.offReason} = '')`),
  ],
);

/** One event for one endpoint: written in the transaction of its cause, called by a job until it is taken or given up. */
export const eventDeliveries = pgTable(
  "event_deliveries",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    endpointId: text("endpoint_id").notNull(),
    /** The same for every endpoint and every try, so that a receiver knows what it had. */
    eventId: text("event_id").notNull(),
    type: text("type").notNull(),
    objectId: text("object_id").notNull(),
    /** What is sent, letter by letter: ids, states and amounts, no names. */
    body: text("body").notNull(),
    status: text("status").$type<"waiting" | "taken" | "given_up">().notNull().default("waiting"),
    tries: integer("tries").notNull().default(0),
    /** The answer's status; 0 when none came. */
    lastStatus: integer("last_status").notNull().default(0),
    lastError: text("last_error").notNull().default(""),
    createdAt: instant("created_at").notNull(),
    lastTryAt: instant("last_try_at"),
    nextTryAt: instant("next_try_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    index("event_deliveries_newest").on(t.firmId, t.createdAt, t.id),
    index("event_deliveries_waiting").on(t.firmId, t.nextTryAt).where(sql`status = 'waiting'`),
    check("event_deliveries_status", sql`${t.status} in ('waiting', 'taken', 'given_up')`),
  ],
);
