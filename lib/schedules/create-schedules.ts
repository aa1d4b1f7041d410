import { and, eq, sql } from "drizzle-orm";
import { schedulePlans, schedules } from "@/db/schema/schedules";
import { appendAudit } from "@/lib/audit/append-audit";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { nextNumber } from "@/lib/firms/next-number";
import { getFirm } from "@/lib/firms/queries";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { findMerchantAccount } from "@/lib/merchant-accounts/queries";
import { openChargeableMethod } from "@/lib/methods/open-chargeable-method";
import { lockPayer } from "@/lib/payers/lock-payer";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError, type FieldError, invariant } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { keepMandate } from "./internal/keep-mandate";
import { logScheduleEvent } from "./internal/log-event";
import type { ScheduleTerms } from "./model";
import { nextColumns } from "./rules";
import { type CreateSchedulesInput, termsOfForm } from "./schemas";

const NOTHING_TAKEN = { takenRuns: 0, takenCents: 0, lastDate: null, skips: [] };

export type MadeSchedules = { scheduleId: string; planId: string | null; count: number };

type Wanted = { input: CreateSchedulesInput; terms: ScheduleTerms; account: MerchantAccountView; timeZone: string };

/**
 * Makes a schedule for one payer, or a general plan with one for each payer that is enrolled in it, each with the words that its payer
 * agreed to. One loaded form makes them once, however often it is sent.
 * @throws AppError forbidden, not_found, invalid_input (trust_needs_matter, date_past, plan_has_no_run), refused (payer_archived, method_*)
 */
export async function createSchedules(ctx: Ctx, input: CreateSchedulesInput): Promise<MadeSchedules> {
  requirePermission(ctx, "payments.take");
  const terms = termsOfForm(input);
  if (!terms) throw new AppError("invalid_input");
  const key = input.requestId ?? ctx.ids.next("req");
  return inFirm(ctx, async (tx) => {
    // Two presses at once wait for each other here, so that the second finds what the first made.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.firmId}/schedule/${key}`}, 0))`);
    const same = await findMade(ctx, tx, key, input.payers.length);
    if (same) return same;
    const wanted = await checkWanted(ctx, tx, input, terms);
    const planId = input.planId || (input.isGeneral ? await insertPlan(ctx, tx, wanted, key) : null);
    let first = "";
    for (const [place, enrolled] of input.payers.entries()) {
      const id = await insertSchedule(ctx, tx, { ...wanted, enrolled, planId, requestKey: `${key}:${place}` });
      first ||= id;
    }
    return { scheduleId: first, planId, count: input.payers.length };
  });
}

async function findMade(ctx: Ctx, tx: Tx, key: string, count: number): Promise<MadeSchedules | null> {
  const [row] = await tx
    .select({ scheduleId: schedules.id, planId: schedules.planId })
    .from(schedules)
    .where(and(eq(schedules.firmId, ctx.firmId), eq(schedules.requestKey, `${key}:0`)));
  return row ? { ...row, count } : null;
}

async function checkWanted(ctx: Ctx, tx: Tx, input: CreateSchedulesInput, terms: ScheduleTerms): Promise<Wanted> {
  const account = await findMerchantAccount(ctx, tx, input.account);
  if (!account) throw new AppError("not_found", { reason: "account_unknown" });
  requireAccount(ctx, account.id);
  const { timeZone } = await getFirm(ctx, tx);
  const problems: FieldError[] = [];
  if (terms.startDate < dateInZone(ctx.clock.now(), timeZone))
    problems.push({ path: "startDate", message: "date_past" });
  const at = { timeZone, now: ctx.clock.now(), startedOn: null };
  if (problems.length === 0 && nextColumns(terms, NOTHING_TAKEN, at).status === "ended")
    problems.push({ path: "endDate", message: "plan_has_no_run" });
  if (account.kind === "trust")
    for (const [place, { clientRef, matterRef }] of input.payers.entries()) {
      if (clientRef === "") problems.push({ path: `payers.${place}.clientRef`, message: "trust_needs_client" });
      if (matterRef === "") problems.push({ path: `payers.${place}.matterRef`, message: "trust_needs_matter_number" });
    }
  const [plan] = input.planId
    ? await tx
        .select({ accountId: schedulePlans.accountId })
        .from(schedulePlans)
        .where(and(eq(schedulePlans.firmId, ctx.firmId), eq(schedulePlans.id, input.planId)))
    : [{ accountId: account.id }];
  if (plan?.accountId !== account.id) throw new AppError("not_found", { reason: "schedule_plan_unknown" });
  if (problems.length > 0) {
    const isMatter = problems.some(({ message }) => message.startsWith("trust_needs"));
    throw new AppError("invalid_input", { ...(isMatter && { reason: "trust_needs_matter" }), fields: problems });
  }
  return { input, terms, account, timeZone };
}

async function insertPlan(ctx: Ctx, tx: Tx, { input, terms, account }: Wanted, key: string): Promise<string> {
  const id = ctx.ids.next("spl");
  const number = await nextNumber(ctx, tx, "schedule");
  await tx.insert(schedulePlans).values({
    ...{ firmId: ctx.firmId, id, number, requestKey: key, name: input.name, accountId: account.id },
    ...terms,
    createdBy: actorName(ctx.actor),
    createdAt: ctx.clock.now(),
  });
  await appendAudit(ctx, tx, {
    action: "schedule_plan.created",
    objectType: "schedule_plan",
    objectId: id,
    detail: { number, name: input.name, payers: input.payers.length, terms },
  });
  return id;
}

type New = Wanted & {
  enrolled: CreateSchedulesInput["payers"][number];
  planId: string | null;
  requestKey: string;
};

async function insertSchedule(ctx: Ctx, tx: Tx, wanted: New): Promise<string> {
  const { input, terms, account, timeZone, enrolled, planId, requestKey } = wanted;
  const payer = await lockPayer(ctx, tx, enrolled.payerId);
  if (payer.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
  const method = await openChargeableMethod(ctx, tx, enrolled.methodId);
  if (method.payerId !== payer.id || method.accountId !== account.id)
    throw new AppError("invalid_input", { fields: [{ path: "payers", message: "method_of_other_account" }] });
  const id = ctx.ids.next("sch");
  const { name, invoiceNumber, authorizedBy, authorizedHow } = input;
  const now = ctx.clock.now();
  const [schedule] = await tx
    .insert(schedules)
    .values({
      ...{ firmId: ctx.firmId, id, requestKey, planId, name, invoiceNumber, ...terms, ...NOTHING_TAKEN },
      number: await nextNumber(ctx, tx, "schedule"),
      ...{ payerId: payer.id, methodId: method.id, accountId: account.id, currency: account.currency },
      ...{ clientRef: enrolled.clientRef, matterRef: enrolled.matterRef },
      ...nextColumns(terms, NOTHING_TAKEN, { timeZone, now, startedOn: null }),
      createdBy: actorName(ctx.actor),
      createdAt: now,
    })
    .returning();
  invariant(schedule, "an inserted schedule comes back");
  await keepMandate(ctx, tx, { schedule, payer, method, leave: { authorizedBy, authorizedHow } });
  await logScheduleEvent(ctx, tx, { scheduleId: id }, "created", { terms: JSON.stringify(terms) });
  await appendAudit(ctx, tx, {
    action: "schedule.created",
    objectType: "schedule",
    objectId: id,
    detail: { number: schedule.number, payerId: payer.id, methodId: method.id, accountId: account.id, terms },
  });
  return id;
}
