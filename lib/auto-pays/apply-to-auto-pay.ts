import { autoPays } from "@/db/schema/auto-pays";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import type { LockedPayment } from "@/lib/payments/lock-payment";
import type { PaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { FailedTry } from "@/lib/retries/model";
import { readFirmRetries } from "@/lib/retries/queries";
import { failureKindOf, nextRetryOn } from "@/lib/retries/rules";
import { runInstant } from "@/lib/schedules/rules";
import { endAutoPay, reopenAutoPay } from "./internal/end-auto-pay";
import { autoPayIs, findLastRun, lockRun, type StoredAutoPay, type StoredRun } from "./internal/load";
import { closeRun, failRun, setRun, tellFailure } from "./internal/move-run";
import { clearFailure } from "./internal/move-state";
import { writeEvent } from "./internal/write-event";
import { endOfDay, mayRunAgain, runOfObligation } from "./rules";

type Both = { autoPay: StoredAutoPay; run: StoredRun };
type Move = { to: PaymentStatus; detail: Record<string, string> };

/** What a move of a payment means for the run that it belongs to, in the transaction of the move (SPEC 2, "what happens to what"). */
export async function applyToAutoPay(ctx: Ctx, tx: Tx, payment: LockedPayment, { to, detail }: Move): Promise<void> {
  const key = payment.source === "auto_pay" ? runOfObligation(payment.obligation) : null;
  if (!key) return;
  const [autoPay] = await tx.select().from(autoPays).where(autoPayIs(ctx, key.autoPayId)).for("update");
  const run = await lockRun(ctx, tx, key);
  // A round that was left behind has nothing to say about the one that follows it.
  if (!autoPay || !run || run.round !== key.round) return;
  const both = { autoPay, run };
  switch (to) {
    case "approved":
    case "pending":
      return run.status === "charging" ? takeRun(ctx, tx, both, payment, to) : undefined;
    case "declined":
      return declineRun(ctx, tx, both, payment, {
        ...{ declineCode: detail.code ?? "", returnCode: "", advice: detail.retry ?? "" },
      });
    case "error":
      return neverTaken(ctx, tx, both, payment);
    case "returned":
      return bringBack(ctx, tx, both, payment, detail.code ?? "");
    case "dispute_lost":
      return loseDispute(ctx, tx, both);
    case "voided":
      return comeBack(ctx, tx, both, "voided");
    case "settled":
    case "partially_refunded":
    case "refunded":
      return winAfterAll(ctx, tx, both, payment);
    default:
      return undefined;
  }
}

async function takeRun(
  ctx: Ctx,
  tx: Tx,
  both: Both,
  payment: LockedPayment,
  to: "approved" | "pending",
): Promise<void> {
  const { autoPay, run } = both;
  const { id: paymentId, amountCents, currency, number } = payment;
  await closeRun(ctx, tx, both, { status: "paid", paymentId, amountCents });
  const detail = { amountCents: String(amountCents), currency, number, isClearing: to === "pending" ? "yes" : "" };
  await writeEvent(ctx, tx, { autoPayId: autoPay.id, runOn: run.runOn, kind: "run_paid", detail });
  if (run.paysOff && autoPay.status === "active" && autoPay.frequency !== "single")
    await endAutoPay(ctx, tx, autoPay, "invoices_paid");
}

/** A definite no: told at once, and tried again as the firm's policy says, in a round of its own. */
async function declineRun(ctx: Ctx, tx: Tx, both: Both, payment: LockedPayment, failed: FailedTry): Promise<void> {
  const { autoPay, run } = both;
  if (run.status !== "charging") return;
  const retry = await planRetry(ctx, tx, both, failed);
  const { id: paymentId, amountCents, currency } = payment;
  const code = failed.declineCode;
  const detail = { code, amountCents: String(amountCents), currency, ...(retry ? { retryOn: retry.on } : {}) };
  await writeEvent(ctx, tx, { autoPayId: autoPay.id, runOn: run.runOn, kind: "run_declined", detail });
  const counted = { paymentId, declines: retry?.declines ?? run.declines + 1, reason: "declined" };
  if (retry) await setRun(ctx, tx, both, { ...counted, ...retry.change });
  else await closeRun(ctx, tx, both, { ...counted, status: "failed" });
  await tellFailure(ctx, tx, both, { reason: "declined", ...detail });
}

/** When a run is tried again; null when it is not, or when the next regular run comes sooner and takes its place. */
async function planRetry(ctx: Ctx, tx: Tx, { autoPay, run }: Both, failed: FailedTry) {
  const { timeZone } = await getFirm(ctx, tx);
  const today = dateInZone(ctx.clock.now(), timeZone);
  const declines = run.declines + 1;
  const firstDeclinedOn = run.firstDeclinedOn ?? today;
  const tried = { failure: failureKindOf(failed), triesMade: declines, failedOn: today, firstTriedOn: firstDeclinedOn };
  const next = nextRetryOn(await readFirmRetries(ctx, tx), tried);
  // A single one has ended with its run; its money that came back is asked for again all the same.
  if (!next.ok || !mayRunAgain(autoPay)) return null;
  if (autoPay.nextRunOn !== null && autoPay.nextRunOn <= next.on) return null;
  const change = {
    ...{
      status: "open" as const,
      round: run.round + 1,
      waits: 0,
      leasedUntil: null,
      finishedAt: null,
      firstDeclinedOn,
    },
    nextTryAt: new Date(runInstant(next.on, { timeZone })),
    waitsUntil: endOfDay(next.on, timeZone),
  };
  return { on: next.on, declines, change };
}

/** The gateway never had it, as is known now: tried again while its day lasts. */
async function neverTaken(ctx: Ctx, tx: Tx, both: Both, payment: LockedPayment): Promise<void> {
  const { autoPay, run } = both;
  if (run.status !== "charging") return;
  const now = ctx.clock.now();
  if (now >= run.waitsUntil || autoPay.status !== "active") {
    await setRun(ctx, tx, both, { paymentId: payment.id });
    return failRun(ctx, tx, both, "never_taken");
  }
  const change = { status: "open" as const, round: run.round + 1, nextTryAt: now, leasedUntil: null };
  await setRun(ctx, tx, both, { ...change, paymentId: payment.id, reason: "never_taken" });
}

/** A bank sent the debit back. The invoices are open again; for want of money it is tried again as the policy says. */
async function bringBack(ctx: Ctx, tx: Tx, both: Both, { number }: LockedPayment, returnCode: string): Promise<void> {
  if (both.run.status !== "paid") return;
  await comeBack(ctx, tx, both, "returned", { code: returnCode, number });
  const [autoPay] = await tx.select().from(autoPays).where(autoPayIs(ctx, both.autoPay.id));
  if (!autoPay) return;
  const now = { autoPay, run: both.run };
  const retry = await planRetry(ctx, tx, now, { declineCode: "", returnCode: returnCode || "?", advice: "" });
  await setRun(ctx, tx, now, { declines: both.run.declines + 1, ...retry?.change });
  const { id: autoPayId } = autoPay;
  const event = { autoPayId, runOn: both.run.runOn, kind: "run_retries" };
  if (retry) await writeEvent(ctx, tx, { ...event, detail: { retryOn: retry.on } });
  const told = { reason: "returned", code: returnCode, ...sumOf(both) };
  await tellFailure(ctx, tx, now, { ...told, ...(retry ? { retryOn: retry.on } : {}) });
}

/** The payer's bank took it back for good: never tried again by itself. */
async function loseDispute(ctx: Ctx, tx: Tx, both: Both): Promise<void> {
  if (both.run.status !== "paid") return;
  await comeBack(ctx, tx, both, "dispute_lost");
  await tellFailure(ctx, tx, both, { reason: "dispute_lost", ...sumOf(both) });
}

/** A dispute that was lost and then won: the money is here after all. */
async function winAfterAll(ctx: Ctx, tx: Tx, both: Both, { id, number, amountCents, currency }: LockedPayment) {
  const { autoPay, run } = both;
  if (run.status !== "failed" || run.reason !== "dispute_lost" || run.paymentId !== id) return;
  await setRun(ctx, tx, both, { status: "paid", reason: "" });
  const detail = { amountCents: String(amountCents), currency, number, isClearing: "" };
  await writeEvent(ctx, tx, { autoPayId: autoPay.id, runOn: run.runOn, kind: "run_paid", detail });
  const newest = await findLastRun(ctx, tx, autoPay.id);
  // A later run that failed keeps the alert.
  if (newest?.runOn === run.runOn) await clearFailure(ctx, tx, autoPay.id);
}

function sumOf({ autoPay: { currency }, run }: Both) {
  return { amountCents: String(run.amountCents), currency };
}

/** The run was paid and is not any more. */
async function comeBack(
  ctx: Ctx,
  tx: Tx,
  both: Both,
  reason: "returned" | "dispute_lost" | "voided",
  detail: Record<string, string> = {},
): Promise<void> {
  const { autoPay, run } = both;
  if (run.status !== "paid") return;
  await setRun(ctx, tx, both, { status: "failed", reason });
  await writeEvent(ctx, tx, {
    ...{ autoPayId: autoPay.id, runOn: run.runOn, kind: "run_failed" },
    detail: { reason, ...detail },
  });
  if (autoPay.status === "ended" && autoPay.endReason === "invoices_paid") await reopenAutoPay(ctx, tx, autoPay);
}
