import { and, eq } from "drizzle-orm";
import { autoPayRuns } from "@/db/schema/auto-pays";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { ChargeResult } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findAnnouncement } from "../find-announcement";
import { FAIL_REASONS, type FailReason, LATE_DAYS, type RunKey, WAIT_REASONS, type WaitReason } from "../model";
import { leftOutOf, paysOff, planRun } from "../rules";
import { chargeRun } from "./charge-run";
import { endAutoPay } from "./end-auto-pay";
import { isBankAccount } from "./is-bank-account";
import {
  type EnrolledAssociation,
  loadEnrolled,
  lockAutoPay,
  lockRun,
  readAutoPay,
  runIs,
  type StoredAutoPay,
  type StoredRun,
} from "./load";
import { closeRun, failRun } from "./move-run";
import { type Owed, readOwed } from "./read-owed";
import { waitRun } from "./wait-run";
import { writeEvent } from "./write-event";

/** `gone`: somebody else did it, or stopped it. `open`: the gateway has not said yet. */
export type RunOutcome = "paid" | "nothing_due" | "declined" | "failed" | "waiting" | "open" | "gone";

const TRIES = 3;
const DAY_MS = 86_400_000;
/** Something moved between looking and claiming: look again. */
const MOVED: readonly string[] = ["balance_taken", "auto_pay_changed", "balances_stale"];

/**
 * Does one run that is due: reads what is owed, plans, charges. What moves meanwhile is read anew; a matter system that does not answer lets
 * the run wait.
 */
export async function makeRun(ctx: Ctx, key: RunKey): Promise<RunOutcome> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { autoPay, enrolled, refusal } = await look(ctx, key);
    if (refusal) return giveUp(ctx, key, refusal);
    try {
      const owed = await readOwed(ctx, autoPay.connectionId, enrolled);
      return await payOwed(ctx, key, { autoPay, enrolled, owed });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.reason === "run_taken" || error.reason === "auto_pay_stopped" || error.reason === "connect_off")
        return "gone";
      const wait = waitReasonOf(error);
      if (wait) return waitRun(ctx, key, wait);
      if (MOVED.includes(error.reason)) continue;
      const reason = FAIL_REASONS.find((known) => known === error.reason);
      if (!reason) throw error;
      return giveUp(ctx, key, reason);
    }
  }
  return waitRun(ctx, key, "balances_moving");
}

function waitReasonOf(error: AppError): WaitReason | null {
  if (error.code === "money_frozen") return "money_frozen";
  if (error.code !== "upstream_unavailable") return null;
  return WAIT_REASONS.find((known) => known === error.reason) ?? "connector_failed";
}

type Look = { autoPay: StoredAutoPay; enrolled: EnrolledAssociation[]; refusal: FailReason | null };

async function look(ctx: Ctx, key: RunKey): Promise<Look> {
  return inFirm(ctx, async (tx) => {
    const autoPay = await readAutoPay(ctx, tx, key.autoPayId);
    const enrolled = await loadEnrolled(ctx, tx, autoPay);
    const connection = await findConnectionInUse(ctx, tx);
    const run = await lockRun(ctx, tx, key);
    const overdue = run && overdueReason(run, ctx.clock.now());
    if (overdue) return { autoPay, enrolled, refusal: overdue };
    if (connection?.id !== autoPay.connectionId) return { autoPay, enrolled, refusal: "other_connection" };
    return { autoPay, enrolled, refusal: enrolled.length === 0 ? "nothing_enrolled" : null };
  });
}

/** A run that waited the whole day is over with it; one that nobody came back to is not made up for after days. */
function overdueReason({ waitsUntil, waits, reason }: StoredRun, now: Date): FailReason | null {
  if (now < waitsUntil) return null;
  if (waits > 0) return FAIL_REASONS.find((known) => known === reason) ?? "connector_down";
  return now.getTime() - waitsUntil.getTime() > LATE_DAYS * DAY_MS ? "too_late" : null;
}

async function payOwed(
  ctx: Ctx,
  key: RunKey,
  { autoPay, enrolled, owed }: { autoPay: StoredAutoPay; enrolled: EnrolledAssociation[]; owed: Owed },
): Promise<RunOutcome> {
  const most = await inFirm(ctx, (tx) => findMost(ctx, tx, autoPay, key));
  const plan = planRun(owed.items, { ...autoPay, capCents: most ?? autoPay.capCents });
  const levels = enrolled.map(({ level }) => level);
  const isLast = !owed.hasMore && paysOff(levels, plan, leftOutOf(owed.items, autoPay));
  if (plan.lines.length === 0)
    return closeEmpty(ctx, key, { isLast, reason: plan.restCents > 0 ? "not_announced" : "" });
  const result = await chargeRun(ctx, { key, autoPay, plan, owed, isLast });
  await notePayment(ctx, key, result.paymentId);
  return outcomeOf(result);
}

/** No more than was announced is debited from a bank account; null where nothing bounds the run but its terms. */
async function findMost(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay, key: RunKey): Promise<number | null> {
  if (autoPay.capCents !== null || !(await isBankAccount(ctx, tx, autoPay.methodId))) return null;
  const told = await findAnnouncement(ctx, tx, key);
  return told?.isInTime ? told.amountCents : null;
}

function outcomeOf({ kind }: ChargeResult): RunOutcome {
  switch (kind) {
    case "approved":
    case "pending":
      return "paid";
    case "declined":
      return "declined";
    case "failed":
      return "failed";
    case "in_progress":
    case "requires_action":
    case "unknown":
      return "open";
  }
}

/** Nothing is owed now: nothing is charged, and that is a run that ended well. Invoices that are gone for good end the Auto-Pay. */
async function closeEmpty(
  ctx: Ctx,
  key: RunKey,
  { isLast, reason }: { isLast: boolean; reason: "" | "not_announced" },
): Promise<RunOutcome> {
  return inFirm(ctx, async (tx) => {
    const autoPay = await lockAutoPay(ctx, tx, key.autoPayId);
    const run = await lockRun(ctx, tx, key);
    if (run?.status !== "open" || run.round !== key.round) return "gone";
    await closeRun(ctx, tx, { autoPay, run }, { status: "nothing_due", reason, amountCents: 0 });
    await writeEvent(ctx, tx, { autoPayId: autoPay.id, runOn: run.runOn, kind: "run_nothing_due" });
    if (isLast && autoPay.status === "active" && autoPay.frequency !== "single")
      await endAutoPay(ctx, tx, autoPay, "invoices_paid");
    return "nothing_due";
  });
}

async function giveUp(ctx: Ctx, key: RunKey, reason: FailReason): Promise<RunOutcome> {
  return inFirm(ctx, async (tx) => {
    const autoPay = await lockAutoPay(ctx, tx, key.autoPayId);
    const run = await lockRun(ctx, tx, key);
    if (run?.status !== "open" || run.round !== key.round) return "gone";
    await failRun(ctx, tx, { autoPay, run }, reason);
    return "failed";
  });
}

/** So that the list leads to the payment while the gateway has not answered; the answer itself writes it too. */
async function notePayment(ctx: Ctx, key: RunKey, paymentId: string): Promise<void> {
  await inFirm(ctx, (tx) =>
    tx
      .update(autoPayRuns)
      .set({ paymentId })
      .where(and(runIs(ctx, key), eq(autoPayRuns.status, "charging"), eq(autoPayRuns.round, key.round))),
  );
}
