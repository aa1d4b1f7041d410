import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { connections } from "./connections";

/**
 * What an obligation ("link:lnk_1", "cart:crt_1:operating") is to be spread over in the matter system, as it stood there when the
 * obligation was made. Every payment of the obligation has these lines. Written once with the obligation, never changed.
 */
export const allocationLines = pgTable(
  "allocation_lines",
  {
    firmId: firmId(),
    obligation: text("obligation").notNull(),
    place: integer("place").notNull(),
    connectionId: text("connection_id").notNull(),
    kind: text("kind").$type<"invoice" | "trust">().notNull(),
    /** The matter system's own name of the invoice (of one payor) or the trust ledger. */
    itemKey: text("item_key").notNull(),
    clientNumber: text("client_number").notNull(),
    clientName: text("client_name").notNull().default(""),
    matterNumber: text("matter_number").notNull().default(""),
    matterName: text("matter_name").notNull().default(""),
    invoiceNumber: text("invoice_number").notNull().default(""),
    payorNumber: text("payor_number").notNull().default(""),
    payorName: text("payor_name").notNull().default(""),
    /** Of a trust ledger, the bank account that holds it; empty for an invoice. */
    bankAccount: text("bank_account").notNull().default(""),
    /** Open on an invoice, held on a trust ledger, when the line was made. */
    balanceCents: cents("balance_cents").notNull(),
    amountCents: cents("amount_cents").notNull(),
    currency: text("currency").notNull(),
    /** Travels to the matter system; never shown to the client. */
    arMessage: text("ar_message").notNull().default(""),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.obligation, t.place] }),
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
    // What is being paid on an item at this moment.
    index("allocation_lines_of_item").on(t.firmId, t.connectionId, t.itemKey),
    check("allocation_lines_kind", sql`${t.kind} in ('invoice', 'trust')`),
    check("allocation_lines_amount", sql`${t.amountCents} > 0`),
  ],
);
