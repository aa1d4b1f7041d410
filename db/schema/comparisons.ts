import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { merchantAccounts } from "./merchant-accounts";

/** One reading of the gateway's whole list of an account against our books. At most one of an account runs at a time. */
export const comparisons = pgTable(
  "comparisons",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    accountId: text("account_id").notNull(),
    /** The charges of this span, by the time they were made. */
    fromAt: instant("from_at").notNull(),
    toAt: instant("to_at").notNull(),
    /** Charges that were compared: the gateway's, and ours that the gateway's list did not hold. */
    examined: integer("examined").notNull().default(0),
    /** Differences found, mended ones too. */
    found: integer("found").notNull().default(0),
    /** Charges that only the gateway knew and that stand in our books since. */
    imported: integer("imported").notNull().default(0),
    startedBy: text("started_by").notNull(),
    startedAt: instant("started_at").notNull(),
    /** The process that runs it has died when this has passed; another may begin anew. */
    leasedUntil: instant("leased_until").notNull(),
    finishedAt: instant("finished_at"),
    /** Why it did not come to its end; empty when it did. */
    failure: text("failure").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    uniqueIndex("comparisons_one_running").on(t.firmId, t.accountId).where(sql`finished_at is null`),
    index("comparisons_newest").on(t.firmId, t.accountId, t.startedAt, t.id),
  ],
);

/** A difference between our books and the gateway's. It closes when a later comparison finds them equal, or by a person with a note. */
export const breaks = pgTable(
  "breaks",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    accountId: text("account_id").notNull(),
    kind: text("kind").notNull(),
    /** Our payment's id, as the gateway keeps it; empty for a charge that was not made by us. */
    reference: text("reference").notNull(),
    gatewayRef: text("gateway_ref").notNull(),
    ourStatus: text("our_status").notNull().default(""),
    /** Null: our books do not hold it. */
    ourCents: cents("our_cents"),
    theirStatus: text("their_status").notNull().default(""),
    /** Null: the gateway does not hold it. */
    theirCents: cents("their_cents"),
    /** The gateway's figure less ours. */
    differenceCents: cents("difference_cents").notNull(),
    currency: text("currency").notNull(),
    chargedAt: instant("charged_at").notNull(),
    foundAt: instant("found_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    closedAt: instant("closed_at"),
    closedBy: text("closed_by").notNull().default(""),
    note: text("note").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    uniqueIndex("breaks_one_open")
      .on(t.firmId, t.accountId, t.kind, t.reference, t.gatewayRef)
      .where(sql`closed_at is null`),
    index("breaks_newest").on(t.firmId, t.foundAt, t.id),
    index("breaks_of_charge").on(t.firmId, t.accountId, t.reference, t.gatewayRef),
    check("breaks_sides", sql`${t.ourCents} is not null or ${t.theirCents} is not null`),
  ],
);
