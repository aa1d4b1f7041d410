import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/** A person or business that pays. */
export const payers = pgTable(
  "payers",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    emails: text("emails").array().notNull(),
    clientRef: text("client_ref").notNull().default(""),
    locale: text("locale").notNull().default("en"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] }), index("payers_name").on(t.firmId, t.name, t.id)],
);
