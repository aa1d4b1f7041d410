import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { associations } from "./associations";
import { cents, firmId, instant } from "./columns";
import { connections } from "./connections";
import { merchantAccounts } from "./merchant-accounts";
import { paymentMethods } from "./methods";
import { payers } from "./payers";
import { payments } from "./payments";

/** A standing order on the open invoices under some associations of a payer, charged to one saved method. */
export const autoPays = pgTable(
  "auto_pays",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    /** Of the form that made it: the same form twice makes one. */
    requestKey: text("request_key").notNull(),
    payerId: text("payer_id").notNull(),
    connectionId: text("connection_id").notNull(),
    accountId: text("account_id").notNull(),
    methodId: text("method_id").notNull(),
    name: text("name").notNull(),
    /** Travels to the matter system; never shown to the client. */
    arMessage: text("ar_message").notNull().default(""),
    currency: text("currency").notNull(),
    frequency: text("frequency")
      .$type<
        | "single"
        | "daily"
        | "weekly"
        | "biweekly"
        | "twice_monthly"
        | "monthly"
        | "quarterly"
        | "semi_annual"
        | "annual"
      >()
      .notNull(),
    /** Of the first run, and for the monthly kinds the day of the month to keep; in the firm's zone. */
    startDate: date("start_date", { mode: "string" }).notNull(),
    /** Of twice a month: two days, "last" for the last one. */
    days: jsonb("days").$type<(number | "last")[]>().notNull().default([]),
    /** The most that one run charges; null: all that is outstanding. */
    capCents: cents("cap_cents"),
    /** Also the parts of shared bills that are billed to others than the client. */
    paysOthers: boolean("pays_others").notNull().default(false),
    /** `draft`: no run happens until it is saved for the first time. */
    status: text("status").$type<"draft" | "active" | "paused" | "ended" | "cancelled">().notNull(),
    endReason: text("end_reason").$type<"" | "year" | "invoices_paid" | "single_run">().notNull().default(""),
    /** The year of a client or matter counts from here. */
    startedOn: date("started_on", { mode: "string" }).notNull(),
    nextRunOn: date("next_run_on", { mode: "string" }),
    /** When the job has to look at it: at the next run, or when its year is over. Only while it is active. */
    nextAt: instant("next_at"),
    /** What the firm said about the balances it relies on, with who and when; empty until it is saved for the first time. */
    acknowledgedText: text("acknowledged_text").notNull().default(""),
    acknowledgedBy: text("acknowledged_by").notNull().default(""),
    acknowledgedAt: instant("acknowledged_at"),
    revision: integer("revision").notNull().default(1),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.payerId], foreignColumns: [payers.firmId, payers.id] }),
    foreignKey({ columns: [t.firmId, t.connectionId], foreignColumns: [connections.firmId, connections.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    foreignKey({ columns: [t.firmId, t.methodId], foreignColumns: [paymentMethods.firmId, paymentMethods.id] }),
    uniqueIndex("auto_pays_request").on(t.firmId, t.requestKey),
    index("auto_pays_of_payer").on(t.firmId, t.payerId, t.createdAt, t.id),
    index("auto_pays_newest").on(t.firmId, t.createdAt, t.id),
    index("auto_pays_due").on(t.firmId, t.nextAt).where(sql`next_at is not null`),
    check("auto_pays_status", sql`${t.status} in ('draft', 'active', 'paused', 'ended', 'cancelled')`),
    check("auto_pays_due_only_active", sql`(${t.nextAt} is not null) = (${t.status} = 'active')`),
    check("auto_pays_acknowledged", sql`${t.status} <> 'active' or ${t.acknowledgedAt} is not null`),
    check("auto_pays_cap", sql`${t.capCents} > 0`),
  ],
);

/** Which associations of its payer an Auto-Pay draws on. */
export const autoPayEnrollments = pgTable(
  "auto_pay_enrollments",
  {
    firmId: firmId(),
    autoPayId: text("auto_pay_id").notNull(),
    associationId: text("association_id").notNull(),
    enrolledBy: text("enrolled_by").notNull(),
    enrolledAt: instant("enrolled_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.autoPayId, t.associationId] }),
    foreignKey({ columns: [t.firmId, t.autoPayId], foreignColumns: [autoPays.firmId, autoPays.id] }),
    foreignKey({ columns: [t.firmId, t.associationId], foreignColumns: [associations.firmId, associations.id] }),
    index("auto_pay_enrollments_of_association").on(t.firmId, t.associationId),
  ],
);

/**
 * One run of an Auto-Pay: a day of its calendar. `open`: to be tried at `nextTryAt`. `charging`: an attempt is claimed, and its outcome
 * will move the run. The rest is over.
 */
export const autoPayRuns = pgTable(
  "auto_pay_runs",
  {
    firmId: firmId(),
    autoPayId: text("auto_pay_id").notNull(),
    runOn: date("run_on", { mode: "string" }).notNull(),
    status: text("status").$type<"open" | "charging" | "paid" | "nothing_due" | "failed" | "skipped">().notNull(),
    /** Each round has lines and a claim of its own; a new one begins only after a definite no to the last. */
    round: integer("round").notNull().default(1),
    /** Declined attempts so far: the retry policy counts them. */
    declines: integer("declines").notNull().default(0),
    firstDeclinedOn: date("first_declined_on", { mode: "string" }),
    nextTryAt: instant("next_try_at"),
    /** Somebody is at it; whoever died is replaced when this has passed. */
    leasedUntil: instant("leased_until"),
    /** While balances cannot be read the run waits until then, and no longer. */
    waitsUntil: instant("waits_until").notNull(),
    waits: integer("waits").notNull().default(0),
    /** Why it waits, failed or was skipped: a code. */
    reason: text("reason").notNull().default(""),
    /** Of the newest attempt. */
    paymentId: text("payment_id"),
    amountCents: cents("amount_cents").notNull().default(0),
    /** What it charges covers all that is owed under enrolled invoices, and nothing but invoices is enrolled. */
    paysOff: boolean("pays_off").notNull().default(false),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.autoPayId, t.runOn] }),
    foreignKey({ columns: [t.firmId, t.autoPayId], foreignColumns: [autoPays.firmId, autoPays.id] }),
    foreignKey({ columns: [t.firmId, t.paymentId], foreignColumns: [payments.firmId, payments.id] }),
    index("auto_pay_runs_due").on(t.firmId, t.nextTryAt).where(sql`next_try_at is not null`),
    check("auto_pay_runs_status", sql`${t.status} in ('open', 'charging', 'paid', 'nothing_due', 'failed', 'skipped')`),
    check("auto_pay_runs_due_only_open", sql`(${t.nextTryAt} is not null) = (${t.status} = 'open')`),
  ],
);

/** Everything that happened to an Auto-Pay: who changed what, what each run did. Append-only. */
export const autoPayEvents = pgTable(
  "auto_pay_events",
  {
    firmId: firmId(),
    id: bigserial("id", { mode: "number" }).notNull(),
    autoPayId: text("auto_pay_id").notNull(),
    /** The run it belongs to; null for changes of the Auto-Pay itself. */
    runOn: date("run_on", { mode: "string" }),
    kind: text("kind").notNull(),
    actor: text("actor").notNull(),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.autoPayId], foreignColumns: [autoPays.firmId, autoPays.id] }),
    index("auto_pay_events_of").on(t.firmId, t.autoPayId, t.id),
  ],
);
