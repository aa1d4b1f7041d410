import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
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
    /** The gateway's own name of the account that the keys belong to; empty while it has not said. */
    gatewayAccountRef: text("gateway_account_ref").notNull().default(""),
    acceptsCard: boolean("accepts_card").notNull().default(true),
    acceptsEcheck: boolean("accepts_echeck").notNull().default(true),
    isDefault: boolean("is_default").notNull().default(false),
    /** Of a trust account, where its fees, returns and chargebacks are paid from (T4); null for an operating account. */
    feeAccountId: text("fee_account_id"),
    /** Settled trust money counts as cleared after so many days, because banks take debits back that late (A9). */
    holdDays: integer("hold_days").notNull().default(0),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    uniqueIndex("merchant_accounts_name").on(t.firmId, t.name),
    foreignKey({ columns: [t.firmId, t.feeAccountId], foreignColumns: [t.firmId, t.id] }),
    check("merchant_accounts_hold", sql`${t.holdDays} between 0 and 60`),
  ],
);
