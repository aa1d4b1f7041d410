import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/** Something that a person must see to. One open alert per cause; it closes with its cause, or by a person with a note. */
export const alerts = pgTable(
  "alerts",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    kind: text("kind").notNull(),
    objectType: text("object_type").notNull(),
    objectId: text("object_id").notNull(),
    /** The merchant account it is about, so that staff limited to some accounts see only theirs; null: about the firm. */
    accountId: text("account_id"),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
    raisedAt: instant("raised_at").notNull(),
    closedAt: instant("closed_at"),
    /** Who closed it; "system:..." when its cause went away. */
    closedBy: text("closed_by").notNull().default(""),
    note: text("note").notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("alerts_one_open").on(t.firmId, t.kind, t.objectType, t.objectId).where(sql`closed_at is null`),
    index("alerts_open").on(t.firmId, t.raisedAt, t.id).where(sql`closed_at is null`),
    index("alerts_newest").on(t.firmId, t.raisedAt, t.id),
    index("alerts_object").on(t.firmId, t.objectType, t.objectId),
  ],
);
