import { scheduleRuns } from "@/db/schema/schedules";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import { type OpenMethod, openChargeableMethod } from "@/lib/methods/open-chargeable-method";
import { chargePayment } from "@/lib/payments/charge-payment";
import type { ChargeResult } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { checkMethodTries } from "@/lib/retries/check-method-tries";
import { failRun } from "./internal/fail-run";
import { findMandate } from "./internal/find-mandate";
import { lockRun, lockSchedule, type RunKey, runIs, type StoredRun, type StoredSchedule } from "./internal/load";
import { missRun } from "./internal/miss-run";
import { readPayer } from "./internal/read-payer";
import { isMissed, obligationOfRun } from "./rules";

/** `not_due`: somebody else was faster, or it was cancelled. `not_tried`: it failed before anything was sent. */
export type RunResult = ChargeResult | { kind: "not_due" } | { kind: "missed" } | { kind: "not_tried"; reason: string };

/**
 * Charges one due run, once, whoever asks and however often. The claim is committed with the move of the run; the outcome moves it on
 * (`applyToSchedule`), also when recovery finds it.
 * @throws AppError money_frozen
 */
export async function chargeRun(ctx: Ctx, key: RunKey): Promise<RunResult> {
  const opened = await inFirm(ctx, (tx) => openRun(ctx, tx, key));
  if (opened.kind !== "open") return opened;
  const { method, run } = opened;
  try {
    return await chargePayment(ctx, {
      obligation: obligationOfRun(run),
      methodToken: method.methodToken,
      prepare: (tx) => claimRun(ctx, tx, run, method),
    });
  } catch (error) {
    if (error instanceof AppError && error.code === "refused") return { kind: "not_due" };
    throw error;
  }
}

type Opened = { kind: "open"; run: StoredRun; method: OpenMethod } | Exclude<RunResult, ChargeResult>;

/** What cannot be charged at all fails here, before the gateway hears of it. */
async function openRun(ctx: Ctx, tx: Tx, key: RunKey): Promise<Opened> {
  const schedule = await lockSchedule(ctx, tx, key.scheduleId);
  const run = await lockRun(ctx, tx, key);
  if (run.status !== "due" || !mayRun(schedule)) return { kind: "not_due" };
  const { timeZone } = await getFirm(ctx, tx);
  const isFirst = run.failures === 0 && ctx.actor.kind === "system";
  if (isFirst && isMissed(run.period, dateInZone(ctx.clock.now(), timeZone))) {
    await missRun(ctx, tx, schedule, run.period);
    return { kind: "missed" };
  }
  try {
    const method = await openMethod(ctx, tx, schedule);
    return { kind: "open", run, method };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "refused") throw error;
    const { reason } = error;
    const failed = { failure: "other_method" as const, reason, isTried: false, isBack: false, paymentId: null };
    await failRun(ctx, tx, schedule, run, failed);
    return { kind: "not_tried", reason };
  }
}

/** A pause holds retries too; after the last run has been taken up, a schedule has ended and its retries go on. */
function mayRun({ status }: StoredSchedule): boolean {
  return status === "active" || status === "ended";
}

/** The method as it may be charged now, under a mandate for it. @throws AppError refused */
async function openMethod(ctx: Ctx, tx: Tx, schedule: StoredSchedule): Promise<OpenMethod> {
  const method = await openChargeableMethod(ctx, tx, schedule.methodId);
  const mandate = await findMandate(ctx, tx, schedule.id);
  if (mandate?.methodId !== method.id) throw new AppError("refused", { reason: "mandate_missing" });
  await checkMethodTries(ctx, tx, method);
  const payer = await readPayer(ctx, tx, schedule.payerId);
  if (payer.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
  return method;
}

async function claimRun(ctx: Ctx, tx: Tx, seen: StoredRun, method: OpenMethod) {
  const schedule = await lockSchedule(ctx, tx, seen.scheduleId);
  const run = await lockRun(ctx, tx, seen);
  const isSame = run.status === "due" && run.round === seen.round && schedule.methodId === method.id;
  if (!isSame || !mayRun(schedule)) throw new AppError("refused", { reason: "run_not_due" });
  await openMethod(ctx, tx, schedule);
  const mandate = await findMandate(ctx, tx, schedule.id);
  const payer = await readPayer(ctx, tx, schedule.payerId);
  const { timeZone } = await getFirm(ctx, tx);
  await tx
    .update(scheduleRuns)
    .set({
      status: "charging",
      chargeAt: null,
      firstTriedOn: run.firstTriedOn ?? dateInZone(ctx.clock.now(), timeZone),
    })
    .where(runIs(ctx, run));
  const isInstalment = schedule.totalCents !== null || schedule.count !== null;
  return {
    source: "schedule" as const,
    ...{ accountId: schedule.accountId, amountCents: run.amountCents, currency: schedule.currency },
    ...{ payerId: payer.id, payerName: payer.name, receiptEmails: payer.emails, locale: payer.locale },
    ...{
      linkId: null,
      invoiceNumber: schedule.invoiceNumber,
      clientRef: schedule.clientRef,
      matterRef: schedule.matterRef,
    },
    note: `${schedule.number} ${schedule.name}`,
    authorizationText: method.kind === "echeck" ? (mandate?.text ?? "") : "",
    chargeUse: isInstalment ? ("instalment" as const) : ("recurring" as const),
    ...{ savedMethodId: method.id, customerRef: method.customerRef },
  };
}
