import { and, count, desc, eq, sql } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payers } from "@/db/schema/payers";
import { payments } from "@/db/schema/payments";
import { scheduleEvents, schedulePlans, scheduleRuns, schedules } from "@/db/schema/schedules";
import { users } from "@/db/schema/staff";
import { getFirm } from "@/lib/firms/queries";
import type { PickedRows } from "@/lib/lists/model";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { type ListOrder, pickedCondition, readPageOf } from "@/lib/platform/list-order";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findMandate } from "./internal/find-mandate";
import { progressOf, scheduleIs, termsOf } from "./internal/load";
import { matchingSchedules, type SelectedSchedule, scheduleRowOf, selectSchedules } from "./internal/select-schedules";
import { orderOf } from "./internal/sort";
import type { MandateView, PlanView, RunView, ScheduleDetail, ScheduleEvent, ScheduleRow } from "./model";
import { comingRuns, decideResubmit, planOf } from "./rules";
import { ScheduleFilter } from "./schemas";

/** As many coming runs as a page shows; the rest is said in words. */
const SHOWN_RUNS = 12;
const SHOWN_EVENTS = 100;

export type SchedulesAsked = Partial<ScheduleFilter> & { picked?: PickedRows | null };

/**
 * Schedules in the accounts that the reader may see, by keyset.
 * @throws AppError forbidden, invalid_input (cursor_invalid, cursor_of_other_sort)
 */
export async function listSchedules(ctx: Ctx, asked: SchedulesAsked): Promise<TwoWayPage<ScheduleRow>> {
  requirePermission(ctx, "payments.view");
  const filter = ScheduleFilter.parse(asked);
  const start = orderOf<SelectedSchedule>(filter);
  return inFirm(ctx, (tx) => {
    const read = async (order: ListOrder<SelectedSchedule>) =>
      selectSchedules(tx)
        .where(and(matchingSchedules(ctx, filter), pickedCondition(sql`${schedules.id}`, asked.picked), order.after))
        .orderBy(order.by)
        .limit(filter.limit + 1);
    return readPageOf(start, filter.limit, read, scheduleRowOf);
  });
}

/** How many schedules the filter finds. @throws AppError forbidden */
export async function countSchedules(ctx: Ctx, asked: SchedulesAsked): Promise<number> {
  requirePermission(ctx, "payments.view");
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ n: count() })
      .from(schedules)
      .innerJoin(payers, and(eq(payers.firmId, schedules.firmId), eq(payers.id, schedules.payerId)))
      .where(matchingSchedules(ctx, ScheduleFilter.parse(asked))),
  );
  return rows[0]?.n ?? 0;
}

/** One schedule with what has run, what comes, and its history. @throws AppError forbidden, not_found */
export async function getSchedule(ctx: Ctx, scheduleId: string): Promise<ScheduleDetail> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const [selected] = await selectSchedules(tx).where(scheduleIs(ctx, scheduleId));
    if (!selected) throw new AppError("not_found", { reason: "schedule_unknown" });
    const { schedule } = selected;
    requireAccount(ctx, schedule.accountId);
    const { timeZone } = await getFirm(ctx, tx);
    const { accountId, methodId, invoiceNumber, clientRef, matterRef, revision, planId, status } = schedule;
    const isOpen = status === "active" || status === "paused";
    const plan = planOf(termsOf(schedule), timeZone);
    const coming = isOpen ? comingRuns(plan, progressOf(schedule), SHOWN_RUNS + 1) : [];
    const names = await listUserNames(ctx, tx);
    return {
      ...scheduleRowOf(selected),
      ...{ accountId, methodId, invoiceNumber, clientRef, matterRef, revision, timeZone },
      planName: planId ? ((await findPlan(ctx, tx, planId))?.name ?? "") : "",
      progress: progressOf(schedule),
      coming: coming.slice(0, SHOWN_RUNS),
      hasMore: coming.length > SHOWN_RUNS,
      runs: await listRuns(ctx, tx, schedule),
      mandate: await readMandate(ctx, tx, scheduleId, names),
      events: await listEvents(ctx, tx, scheduleId, names),
    };
  });
}

/** The terms that several payers share. @throws AppError forbidden, not_found */
export async function getPlan(ctx: Ctx, planId: string): Promise<PlanView> {
  requirePermission(ctx, "payments.view");
  const plan = await inFirm(ctx, (tx) => findPlan(ctx, tx, planId));
  if (!plan) throw new AppError("not_found", { reason: "schedule_plan_unknown" });
  requireAccount(ctx, plan.accountId);
  return plan;
}

/** The schedules of a plan that are not over, to act on all at once. */
export async function listPlanScheduleIds(ctx: Ctx, planId: string, status: "active" | "paused"): Promise<string[]> {
  requirePermission(ctx, "payments.view");
  const filter = ScheduleFilter.parse({ plan: planId, status });
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ id: schedules.id })
      .from(schedules)
      .innerJoin(payers, and(eq(payers.firmId, schedules.firmId), eq(payers.id, schedules.payerId)))
      .where(matchingSchedules(ctx, filter))
      .limit(1_000),
  );
  return rows.map(({ id }) => id);
}

async function findPlan(ctx: Ctx, tx: Tx, planId: string): Promise<PlanView | null> {
  const [row] = await tx
    .select({ plan: schedulePlans, accountName: merchantAccounts.name, currency: merchantAccounts.currency })
    .from(schedulePlans)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, schedulePlans.firmId), eq(merchantAccounts.id, schedulePlans.accountId)),
    )
    .where(and(eq(schedulePlans.firmId, ctx.firmId), eq(schedulePlans.id, planId)));
  if (!row) return null;
  const { id, number, name, accountId, createdAt } = row.plan;
  const { accountName, currency } = row;
  return { ...termsOf(row.plan), id, number, name, accountId, accountName, currency, createdAt };
}

async function listRuns(ctx: Ctx, tx: Tx, schedule: typeof schedules.$inferSelect): Promise<RunView[]> {
  const { id, number, status } = payments;
  const rows = await tx
    .select({ run: scheduleRuns, payment: { id, number, status } })
    .from(scheduleRuns)
    .leftJoin(payments, and(eq(payments.firmId, scheduleRuns.firmId), eq(payments.id, scheduleRuns.paymentId)))
    .where(and(eq(scheduleRuns.firmId, ctx.firmId), eq(scheduleRuns.scheduleId, schedule.id)))
    .orderBy(desc(scheduleRuns.period))
    .limit(200);
  return rows.map(({ run, payment }) => {
    const { period, amountCents, currency, chargeAt, failures, failure, reason, note, isLate } = run;
    const mayResubmit = decideResubmit(run, schedule).ok;
    return {
      ...{ period, status: run.status, amountCents, currency, chargeAt, failures, failure, reason, note, isLate },
      ...{ payment, mayResubmit },
    };
  });
}

async function readMandate(ctx: Ctx, tx: Tx, scheduleId: string, names: UserNames): Promise<MandateView | null> {
  const found = await findMandate(ctx, tx, scheduleId);
  if (!found) return null;
  const { text, version, language, authorizedBy, authorizedHow, at, actor, ip } = found;
  return { text, version, language, authorizedBy, authorizedHow, at, ip, actorName: names.get(actor) ?? null };
}

async function listEvents(ctx: Ctx, tx: Tx, scheduleId: string, names: UserNames): Promise<ScheduleEvent[]> {
  const rows = await tx
    .select()
    .from(scheduleEvents)
    .where(and(eq(scheduleEvents.firmId, ctx.firmId), eq(scheduleEvents.scheduleId, scheduleId)))
    .orderBy(desc(scheduleEvents.id))
    .limit(SHOWN_EVENTS);
  return rows.map(({ at, kind, period, actor, detail }) => ({
    ...{ at, kind, period, detail },
    actorName: names.get(actor) ?? null,
  }));
}

type UserNames = ReadonlyMap<string, string>;

async function listUserNames(ctx: Ctx, tx: Tx): Promise<UserNames> {
  const rows = await tx.select({ id: users.id, name: users.name }).from(users).where(eq(users.firmId, ctx.firmId));
  return new Map(rows.map((row) => [`user:${row.id}`, row.name]));
}
