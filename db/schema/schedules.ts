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
import { cents, firmId, instant } from "./columns";
import { merchantAccounts } from "./merchant-accounts";
import { paymentMethods } from "./methods";
import { payers } from "./payers";
import { payments } from "./payments";

/** When and how much, in the firm's zone; read by lib/schedules/rules.ts. */
const termsColumns = () => ({
  frequency: text("frequency").notNull(),
  /** Of the first run under these terms, and for the monthly kinds the day of the month to keep. */
  startDate: date("start_date", { mode: "string" }).notNull(),
  /** Of twice a month: two days, "last" for the last one. */
  days: jsonb("days").$type<(number | "last")[]>().notNull().default([]),
  /** Either each run takes so much, or all `count` runs share `totalCents`. */
  amountCents: cents("amount_cents"),
  totalCents: cents("total_cents"),
  count: integer("count"),
  endDate: date("end_date", { mode: "string" }),
  stopAtCents: cents("stop_at_cents"),
  /** So many days before a run its payer is reminded; 0: never. */
  reminderDays: integer("reminder_days").notNull(),
});

/** Terms that several payers share: each of them has a schedule of their own. */
export const schedulePlans = pgTable(
  "schedule_plans",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    number: text("number").notNull(),
    requestKey: text("request_key").notNull(),
    name: text("name").notNull(),
    accountId: text("account_id").notNull(),
    ...termsColumns(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    uniqueIndex("schedule_plans_request").on(t.firmId, t.requestKey),
    index("schedule_plans_newest").on(t.firmId, t.createdAt, t.id),
  ],
);

/** A standing order on one saved method of one payer. Its runs are claimed as `schedule:<id>:<period>`. */
export const schedules = pgTable(
  "schedules",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    number: text("number").notNull(),
    /** Of the form that made it: the same form twice makes one. */
    requestKey: text("request_key").notNull(),
    planId: text("plan_id"),
    name: text("name").notNull(),
    payerId: text("payer_id").notNull(),
    methodId: text("method_id").notNull(),
    accountId: text("account_id").notNull(),
    currency: text("currency").notNull(),
    invoiceNumber: text("invoice_number").notNull().default(""),
    clientRef: text("client_ref").notNull().default(""),
    matterRef: text("matter_ref").notNull().default(""),
    ...termsColumns(),
    status: text("status").$type<"active" | "paused" | "ended" | "cancelled">().notNull(),
    /** What was taken up under these terms: so many runs, so much money, the newest day. A change of the terms begins anew. */
    takenRuns: integer("taken_runs").notNull().default(0),
    takenCents: cents("taken_cents").notNull().default(0),
    lastDate: date("last_date", { mode: "string" }),
    /** Days that are left out. */
    skips: jsonb("skips").$type<string[]>().notNull().default([]),
    nextDate: date("next_date", { mode: "string" }),
    nextCents: cents("next_cents"),
    /** When the next run is taken up; only while it is active. */
    nextAt: instant("next_at"),
    /** When its payer is reminded of the next run; null once they were, or when it is too late. */
    remindAt: instant("remind_at"),
    revision: integer("revision").notNull().default(1),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.planId], foreignColumns: [schedulePlans.firmId, schedulePlans.id] }),
    foreignKey({ columns: [t.firmId, t.payerId], foreignColumns: [payers.firmId, payers.id] }),
    foreignKey({ columns: [t.firmId, t.methodId], foreignColumns: [paymentMethods.firmId, paymentMethods.id] }),
    foreignKey({ columns: [t.firmId, t.accountId], foreignColumns: [merchantAccounts.firmId, merchantAccounts.id] }),
    uniqueIndex("schedules_request").on(t.firmId, t.requestKey),
    index("schedules_newest").on(t.firmId, t.createdAt, t.id),
    index("schedules_of_payer").on(t.firmId, t.payerId, t.createdAt, t.id),
    index("schedules_of_plan").on(t.firmId, t.planId, t.createdAt, t.id).where(sql`plan_id is not null`),
    index("schedules_due").on(t.firmId, t.nextAt).where(sql`next_at is not null`),
    index("schedules_to_remind").on(t.firmId, t.remindAt).where(sql`remind_at is not null`),
    check("schedules_status", sql`${t.status} in ('active', 'paused', 'ended', 'cancelled')`),
    check("schedules_due_only_active", sql`(${t.nextAt} is not null) = (${t.status} = 'active')`),
    check("schedules_next", sql`(${t.nextDate} is null) = (${t.status} in ('ended', 'cancelled'))`),
    check("schedules_money", sql`(${t.amountCents} is null) <> (${t.totalCents} is null)`),
  ],
);

/**
 * One run of a schedule: a day of its calendar. `due`: to be charged at `chargeAt`, for the first time or again. `charging`: an attempt
 * is claimed and its outcome moves the run. `failed` and `missed` wait for a person; the rest is over.
 */
export const scheduleRuns = pgTable(
  "schedule_runs",
  {
    firmId: firmId(),
    scheduleId: text("schedule_id").notNull(),
    period: date("period", { mode: "string" }).notNull(),
    status: text("status")
      .$type<"due" | "charging" | "clearing" | "paid" | "failed" | "missed" | "skipped" | "resolved">()
      .notNull(),
    amountCents: cents("amount_cents").notNull(),
    currency: text("currency").notNull(),
    /** Grows when the money of an attempt came back: the next attempt then has a claim of its own. */
    round: integer("round").notNull().default(0),
    /** Tries that failed at the gateway or the bank; the retry policy counts them. */
    failures: integer("failures").notNull().default(0),
    firstTriedOn: date("first_tried_on", { mode: "string" }),
    chargeAt: instant("charge_at"),
    /** What the last failure says about another try, and its code. */
    failure: text("failure").notNull().default(""),
    reason: text("reason").notNull().default(""),
    failedMethodId: text("failed_method_id"),
    /** Of the newest attempt. */
    paymentId: text("payment_id"),
    isLate: boolean("is_late").notNull().default(false),
    /** Why a person said that it is settled. */
    note: text("note").notNull().default(""),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.scheduleId, t.period] }),
    foreignKey({ columns: [t.firmId, t.scheduleId], foreignColumns: [schedules.firmId, schedules.id] }),
    foreignKey({ columns: [t.firmId, t.paymentId], foreignColumns: [payments.firmId, payments.id] }),
    index("schedule_runs_due").on(t.firmId, t.chargeAt).where(sql`charge_at is not null`),
    check(
      "schedule_runs_status",
      sql`${t.status} in ('due', 'charging', 'clearing', 'paid', 'failed', 'missed', 'skipped', 'resolved')`,
    ),
    check("schedule_runs_due_only", sql`(${t.chargeAt} is not null) = (${t.status} = 'due')`),
    check("schedule_runs_amount", sql`${t.amountCents} > 0`),
  ],
);

/** What a payer agreed to: the words of a schedule on a method, with who gave leave, how and when. Append-only. */
export const scheduleMandates = pgTable(
  "schedule_mandates",
  {
    firmId: firmId(),
    id: text("id").notNull(),
    scheduleId: text("schedule_id").notNull(),
    methodId: text("method_id").notNull(),
    text: text("text").notNull(),
    version: text("version").notNull(),
    language: text("language").notNull(),
    /** Who gave leave, and how: "phone", "mail", "in_person", "letter", or "method_page" for the payer's own press. */
    authorizedBy: text("authorized_by").notNull(),
    authorizedHow: text("authorized_how").notNull(),
    last4: text("last4").notNull(),
    actor: text("actor").notNull(),
    ip: text("ip").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.scheduleId], foreignColumns: [schedules.firmId, schedules.id] }),
    foreignKey({ columns: [t.firmId, t.methodId], foreignColumns: [paymentMethods.firmId, paymentMethods.id] }),
    index("schedule_mandates_of").on(t.firmId, t.scheduleId, t.at),
  ],
);

/** Everything that happened to a schedule: who changed what, what each run did. Append-only. */
export const scheduleEvents = pgTable(
  "schedule_events",
  {
    firmId: firmId(),
    id: bigserial("id", { mode: "number" }).notNull(),
    scheduleId: text("schedule_id").notNull(),
    /** The run it belongs to; null for changes of the schedule itself. */
    period: date("period", { mode: "string" }),
    kind: text("kind").notNull(),
    actor: text("actor").notNull(),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.firmId, t.id] }),
    foreignKey({ columns: [t.firmId, t.scheduleId], foreignColumns: [schedules.firmId, schedules.id] }),
    index("schedule_events_of").on(t.firmId, t.scheduleId, t.id),
  ],
);
