import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  foreignKey,
  index,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { cents, instant } from "./columns";

/**
 * The sandbox processor's own books, as if they lay at another company: their own PostgreSQL schema, which only the role
 * `docketpay_sandbox` may enter and the app's role may not. No foreign key leads in or out, so that they can be compared with
 * the app's books and nothing else. No column can hold a card or bank number.
 */
export const sandbox = pgSchema("sandbox");

/** One row per attempt to charge, declined ones too. */
export const sandboxCharges = sandbox.table(
  "charges",
  {
    id: text("id").primaryKey(),
    /** The order in which the processor took them. */
    seq: bigserial("seq", { mode: "number" }).notNull(),
    firmId: text("firm_id").notNull(),
    accountId: text("account_id").notNull(),
    accountName: text("account_name").notNull(),
    reference: text("reference").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    amountCents: cents("amount_cents").notNull(),
    refundedCents: cents("refunded_cents").notNull().default(0),
    currency: text("currency").notNull(),
    description: text("description").notNull(),
    /** The state without regard to refunds: approved, pending, settled, declined, requires_action, voided, returned, disputed. */
    state: text("state").notNull(),
    /** What becomes of it by itself once `nextAt` has passed; "" when nothing does. */
    nextState: text("next_state").notNull().default(""),
    nextAt: instant("next_at"),
    /** Name of the published test method; "" for a token that named none. */
    testMethod: text("test_method").notNull().default(""),
    last4: text("last4").notNull().default(""),
    authCode: text("auth_code").notNull().default(""),
    declineCode: text("decline_code").notNull().default(""),
    /** R01, R02, ...: why the bank sends it back, or will. */
    returnCode: text("return_code").notNull().default(""),
    /** "", "open", "won" or "lost"; a won dispute leaves the charge settled. */
    disputeStatus: text("dispute_status").notNull().default(""),
    disputedAt: instant("disputed_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("charges_seq").on(t.seq),
    index("charges_by_reference").on(t.firmId, t.accountId, t.reference),
    index("charges_by_time").on(t.firmId, t.accountId, t.createdAt, t.seq),
    index("charges_due").on(t.firmId, t.accountId, t.nextAt).where(sql`next_at is not null`),
    check("charges_amount", sql`${t.amountCents} > 0`),
    check("charges_refunded", sql`${t.refundedCents} between 0 and ${t.amountCents}`),
    check(
      "charges_state",
      sql`${t.state} in ('approved', 'pending', 'settled', 'declined', 'requires_action', 'voided', 'returned', 'disputed')`,
    ),
    check("charges_dispute_status", sql`${t.disputeStatus} in ('', 'open', 'won', 'lost')`),
    check("charges_next_state", sql`${t.nextState} in ('', 'settled', 'returned', 'disputed', 'voided')`),
  ],
);

export const sandboxRefunds = sandbox.table(
  "refunds",
  {
    id: text("id").primaryKey(),
    chargeId: text("charge_id").notNull(),
    firmId: text("firm_id").notNull(),
    accountId: text("account_id").notNull(),
    reference: text("reference").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    amountCents: cents("amount_cents").notNull(),
    currency: text("currency").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.chargeId], foreignColumns: [sandboxCharges.id] }),
    index("refunds_by_reference").on(t.firmId, t.accountId, t.reference),
    index("refunds_by_charge").on(t.chargeId),
    check("refunds_amount", sql`${t.amountCents} > 0`),
  ],
);

/** Methods kept for later charges, each under the product's own reference, so that a lost answer can be asked for. */
export const sandboxMethods = sandbox.table(
  "methods",
  {
    firmId: text("firm_id").notNull(),
    accountId: text("account_id").notNull(),
    reference: text("reference").notNull(),
    token: text("token").notNull(),
    createdAt: instant("created_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.accountId, t.reference] }),
    index("methods_by_token").on(t.firmId, t.accountId, t.token),
  ],
);

/** A key belongs to one request; the hash tells whether it came again with the same parameters. Forgotten after 24 h, as at real processors. */
export const sandboxIdempotencyKeys = sandbox.table(
  "idempotency_keys",
  {
    firmId: text("firm_id").notNull(),
    accountId: text("account_id").notNull(),
    /** "charge", "refund" or "void", so that no two kinds share a key. */
    operation: text("operation").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    /** The charge or refund the key made. */
    resultId: text("result_id").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.firmId, t.accountId, t.operation, t.key] })],
);

/** One row: what /dev/sandbox has set. Without it the plan of SANDBOX_FAULTS counts. */
export const sandboxSettings = sandbox.table(
  "settings",
  {
    only: boolean("only").primaryKey().default(true),
    faultPlan: text("fault_plan").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [check("settings_one_row", sql`${t.only}`)],
);

/** Numbers the calls, so that a fault plan with a seed strikes the same calls again, whichever process makes them. */
export const sandboxCallNumbers = sandbox.sequence("call_numbers");
