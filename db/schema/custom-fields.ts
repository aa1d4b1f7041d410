import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/** A field of the firm's own on its payments or payers. Values are kept with the row, by the field's id. */
export const customFields = pgTable(
  "custom_fields",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    module: text("module").$type<"payment" | "payer">().notNull(),
    label: text("label").notNull(),
    kind: text("kind").$type<"text" | "choice">().notNull(),
    /** What may be chosen; empty for text. */
    options: text("options").array().notNull(),
    isRequired: boolean("is_required").notNull().default(false),
    position: integer("position").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Not asked for any more; old values stay. */
    archivedAt: instant("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("custom_fields_label").on(t.firmId, t.module, sql`lower(${t.label})`).where(sql`archived_at is null`),
    check("custom_fields_module", sql`${t.module} in ('payment', 'payer')`),
    check("custom_fields_kind", sql`${t.kind} in ('text', 'choice')`),
  ],
);
