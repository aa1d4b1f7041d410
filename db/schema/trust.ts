import { sql } from "drizzle-orm";
import { bigserial, check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { cents, firmId, instant } from "./columns";
import { merchantAccounts } from "./merchant-accounts";
import { payments } from "./payments";

/**
 * The ledger of trust money, client by client and matter by matter (T6, T7, T14). Append-only. Written by triggers in the transaction
 * of the move that causes it, so that no code path can move trust money without its line.
 */
export const trustEntries = pgTable(
  "trust_entries",
  {
    firmId: firmId(),
    id: bigserial("id", { mode: "number" }).notNull(),
    accountId: text("account_id").notNull(),
    clientRef: text("client_ref").notNull(),
    matterRef: text("matter_ref").notNull(),
    paymentId: text("payment_id").notNull(),
    kind: text("kind").notNull(),
    /** Positive: into trust. */
    amountCents: cents("amount_cents").notNull(),
    /** Of the matter after this line; filled by the database. */
    balanceCents: cents("balance_cents").notNull(),
    currency: text("currency").notNull(),
    /** Who paid. */
    source: text("source").notNull().default(""),
    /** What it was for: the invoice number, or a person's note. */
    purpose: text("purpose").notNull().default(""),
    actor: text("actor").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    foreignKey({ columns: [t.firmId, t.paymentId], foreignColumns: [payments.firmId, payments.id] }),
    index("trust_entries_matter").on(t.firmId, t.accountId, t.clientRef, t.matterRef, t.id),
    index("trust_entries_payment").on(t.firmId, t.paymentId, t.id),
    check("trust_entries_amount", sql`${t.amountCents} <> 0`),
    check("trust_entries_matter_named", sql`${t.clientRef} <> '' and ${t.matterRef} <> ''`),
    check(
      "trust_entries_kind",
      sql`(${t.kind} in ('deposit', 'dispute_won', 'replacement') and ${t.amountCents} > 0)
        or (${t.kind} in ('deposit_back', 'refund', 'return', 'dispute', 'void', 'replacement_back') and ${t.amountCents} < 0)`,
    ),
  ],
);

/** One row per client, matter and trust account: the sum of its entries. Kept by a trigger; read by lists. */
export const trustMatters = pgTable(
  "trust_matters",
  {
    firmId: firmId(),
    accountId: text("account_id").notNull(),
    clientRef: text("client_ref").notNull(),
    matterRef: text("matter_ref").notNull(),
    totalCents: cents("total_cents").notNull(),
    currency: text("currency").notNull(),
    lastEntryAt: instant("last_entry_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.accountId, t.clientRef, t.matterRef] }),
    index("trust_matters_standing").on(t.firmId, t.accountId, t.clientRef, t.matterRef).where(sql`total_cents <> 0`),
  ],
);

/** What operating money owes for trust money: fees, returns, chargebacks (T4, T5). Append-only. */
export const operatingCharges = pgTable(
  "operating_charges",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    kind: text("kind").$type<"fee" | "return" | "chargeback" | "dispute_fee" | "chargeback_back">().notNull(),
    /** Tells charges of one kind and payment apart, such as the dispute's name at the gateway. */
    cause: text("cause").notNull(),
    trustAccountId: text("trust_account_id").notNull(),
    operatingAccountId: text("operating_account_id").notNull(),
    paymentId: text("payment_id").notNull(),
    amountCents: cents("amount_cents").notNull(),
    currency: text("currency").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({
      columns: [t.firmId, t.trustAccountId],
      foreignColumns: [merchantAccounts.firmId, merchantAccounts.id],
    }),
    foreignKey({
      columns: [t.firmId, t.operatingAccountId],
      foreignColumns: [merchantAccounts.firmId, merchantAccounts.id],
    }),
    foreignKey({ columns: [t.firmId, t.paymentId], foreignColumns: [payments.firmId, payments.id] }),
    uniqueIndex("operating_charges_cause").on(t.firmId, t.paymentId, t.kind, t.cause),
    index("operating_charges_account").on(t.firmId, t.trustAccountId, t.at, t.id),
    check(
      "operating_charges_kind",
      sql`${t.kind} in ('fee', 'return', 'chargeback', 'dispute_fee', 'chargeback_back')`,
    ),
    check(
      "operating_charges_amount",
      sql`(${t.kind} = 'chargeback_back' and ${t.amountCents} < 0) or (${t.kind} in ('fee', 'dispute_fee') and ${t.amountCents} <> 0) or ${t.amountCents} > 0`,
    ),
  ],
);

/** How an operating charge was seen to. At most one each. Append-only. */
export const trustReplacements = pgTable(
  "trust_replacements",
  {
    firmId: firmId(),
    chargeId: text("charge_id").notNull(),
    /** "replaced": operating money was moved to trust; "covered": the matter's own money covers it; "won_back": the dispute was won. */
    outcome: text("outcome").$type<"replaced" | "covered" | "won_back">().notNull(),
    note: text("note").notNull(),
    actor: text("actor").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.chargeId] }),
    foreignKey({ columns: [t.firmId, t.chargeId], foreignColumns: [operatingCharges.firmId, operatingCharges.id] }),
    check("trust_replacements_outcome", sql`${t.outcome} in ('replaced', 'covered', 'won_back')`),
  ],
);
