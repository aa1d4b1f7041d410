import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { paymentMethods } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import { schedules } from "@/db/schema/schedules";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { likePlain } from "@/lib/search/rules";
import type { ScheduleRow } from "../model";
import type { ScheduleFilter } from "../schemas";
import { termsOf } from "./load";

const OF_SCHEDULE = sql`r.firm_id = ${schedules.firmId} and r.schedule_id = ${schedules.id}`;
const FAILED = sql<number>`(select count(*)::int from schedule_runs r where ${OF_SCHEDULE} and r.status in ('failed', 'missed'))`;
/** Less what was given back of it. */
const PAID = sql<string>`(select coalesce(sum(r.amount_cents - coalesce(p.refunded_cents, 0)), 0) from schedule_runs r
  left join payments p on p.firm_id = r.firm_id and p.id = r.payment_id where ${OF_SCHEDULE} and r.status = 'paid')`;

/** Schedules with what a line of the list says of them. */
export function selectSchedules(tx: Tx) {
  const { kind, brand, last4 } = paymentMethods;
  return tx
    .select({
      schedule: schedules,
      payerName: payers.name,
      payerKey: payers.nameKey,
      accountName: merchantAccounts.name,
      accountKind: merchantAccounts.kind,
      method: { kind, brand, last4 },
      failedRuns: FAILED,
      paidCents: PAID,
    })
    .from(schedules)
    .innerJoin(payers, and(eq(payers.firmId, schedules.firmId), eq(payers.id, schedules.payerId)))
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, schedules.firmId), eq(merchantAccounts.id, schedules.accountId)),
    )
    .innerJoin(
      paymentMethods,
      and(eq(paymentMethods.firmId, schedules.firmId), eq(paymentMethods.id, schedules.methodId)),
    )
    .$dynamic();
}

export type SelectedSchedule = Awaited<ReturnType<typeof selectSchedules>>[number];

export function scheduleRowOf(selected: SelectedSchedule): ScheduleRow {
  const { schedule, payerName, accountName, accountKind, method, failedRuns, paidCents } = selected;
  const { id, number, name, status, planId, payerId, currency, nextDate, nextCents, createdAt } = schedule;
  return {
    ...termsOf(schedule),
    ...{ id, number, name, status, planId, payerId, payerName, accountName, accountKind, currency, method },
    ...{ nextDate, nextCents, paidCents: Number(paidCents), failedRuns, createdAt },
  };
}

/** Only what this actor may see, of the firm's schedules that the filter asks for. */
export function matchingSchedules(
  ctx: Ctx,
  { status, payer, plan, q, coming, accountKind }: ScheduleFilter,
): SQL | undefined {
  const limit = visibleAccountIds(ctx);
  const pattern = `%${likePlain(q.toLowerCase())}%`;
  return and(
    eq(schedules.firmId, ctx.firmId),
    limit === null ? undefined : inArray(schedules.accountId, [...limit]),
    status === "failed" ? sql`${FAILED} > 0` : undefined,
    status !== "" && status !== "failed" ? eq(schedules.status, status) : undefined,
    payer === "" ? undefined : eq(schedules.payerId, payer),
    plan === "" ? undefined : eq(schedules.planId, plan),
    coming === "" ? undefined : comingWithin(ctx, Number(coming)),
    accountKind === ""
      ? undefined
      : sql`${schedules.accountId} in (select a.id from ${merchantAccounts} a where a.firm_id = ${schedules.firmId} and a.kind = ${accountKind})`,
    q === ""
      ? undefined
      : or(
          sql`${payers.nameKey} like ${pattern}`,
          sql`lower(${schedules.number}) like ${pattern}`,
          sql`lower(${schedules.name}) like ${pattern}`,
          sql`lower(${schedules.invoiceNumber}) like ${pattern}`,
        ),
  );
}

/** Runs from today on, in so many days of the firm. */
function comingWithin(ctx: Ctx, days: number): SQL {
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const today = sql`(select (${now} at time zone f.time_zone)::date from firms f where f.firm_id = ${ctx.firmId})`;
  return sql`(${schedules.nextAt} is not null and ${schedules.nextDate} < ${today} + ${days}::int)`;
}
