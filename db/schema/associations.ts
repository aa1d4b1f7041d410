import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";
import { connections } from "./connections";

/** What a payer may see and pay in the matter system: a client, one matter of it, or one invoice. */
export const associations = pgTable(
  "associations",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    payerId: text("payer_id").notNull(),
    connectionId: text("connection_id").notNull(),
    level: text("level").$type<"client" | "matter" | "invoice">().notNull(),
    clientNumber: text("client_number").notNull(),
    clientName: text("client_name").notNull().default(""),
    matterNumber: text("matter_number").notNull().default(""),
    matterName: text("matter_name").notNull().default(""),
    invoiceNumber: text("invoice_number").notNull().default(""),
    /** Of an invoice; empty on the other levels. */
    itemKey: text("item_key").notNull().default(""),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
    index("associations_of_payer").on(t.firmId, t.payerId, t.createdAt, t.id),
    uniqueIndex("associations_once")
      .on(t.firmId, t.payerId, t.connectionId, t.level, t.clientNumber, t.matterNumber, t.itemKey)
      .where(sql`removed_at is null`),
    check("associations_level", sql`${t.level} in ('client', 'matter', 'invoice')`),
    check(
      "associations_named",
      sql`${t.clientNumber} <> '' and (${t.level} <> 'matter' or ${t.matterNumber} <> '') and (${t.level} = 'invoice') = (${t.itemKey} <> '')`,
    ),
  ],
);
