import { boolean, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { firmId, instant } from "./columns";

/** Where money lands. Operating and trust (IOLTA) money never share one. */
export const merchantAccounts = pgTable(
  "merchant_accounts",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<"operating" | "trust">().notNull(),
    currency: text("currency").notNull(),
    /** The bank account's last four digits, to tell accounts apart. */
    bankLast4: text("bank_last4").notNull().default(""),
    gateway: text("gateway").notNull(),
    /** Sealed with the firm's id and the column as associated data. */
    credentialsSealed: text("credentials_sealed").notNull().default(""),
    acceptsCard: boolean("accepts_card").notNull().default(true),
    acceptsEcheck: boolean("accepts_echeck").notNull().default(true),
    isDefault: boolean("is_default").notNull().default(false),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.id] }), uniqueIndex("merchant_accounts_name").on(t.firmId, t.name)],
);
