import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";
import { users } from "./staff";

/** What a user has arranged for themselves: columns of a list ("list:payments"), fields of a form ("form:enter-payment"). */
export const userPreferences = pgTable(
  "user_preferences",
  {
    firmId: firmId(),
    userId: text("user_id").notNull(),
    key: text("key").notNull(),
    value: jsonb("value").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.userId, t.key] }),
    foreignKey({ columns: [t.firmId, t.userId], foreignColumns: [users.firmId, users.id] }),
    check("user_preferences_small", sql`octet_length(${t.value}::text) <= 16384`),
  ],
);

/** A list as somebody wants to find it again: its address and its columns. In Payment Manager these are the saved reports. */
export const savedViews = pgTable(
  "saved_views",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** "payments", "payers", "sent", ... */
    listId: text("list_id").notNull(),
    ownerId: text("owner_id").notNull(),
    name: text("name").notNull(),
    /** For everybody of the firm, or the owner's alone. */
    isShared: boolean("is_shared").notNull().default(false),
    /** Filter, sort and grouping as they stand in the address, without "?". Never a cursor. */
    query: text("query").notNull(),
    columns: jsonb("columns").$type<readonly { id: string; width?: number }[]>().notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.ownerId], foreignColumns: [users.firmId, users.id] }),
    uniqueIndex("saved_views_name").on(t.firmId, t.listId, t.ownerId, sql`lower(${t.name})`),
    index("saved_views_list").on(t.firmId, t.listId, t.name),
    check("saved_views_name_length", sql`length(${t.name}) between 1 and 80`),
    check("saved_views_query_length", sql`length(${t.query}) <= 4000`),
  ],
);
