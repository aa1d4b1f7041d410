import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { postingBatches, postings } from "@/db/schema/postings";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { confirmRecords } from "./internal/confirm-records";
import type { SystemOf } from "./match-postings";
import { isConfirmationAlarming, nextConfirmMs } from "./rules";

type Batch = typeof postingBatches.$inferSelect;

/** Longer than a question takes; another process leaves it alone for so long. */
const LEASE_MS = 2 * 60_000;

/**
 * Reads back from the matter system which delivered records it shows as receipts: those are Confirmed. Asked soon at first and rarely in the
 * end; a file that is not taken in for two days is told to people. Safe to call twice and at once.
 */
export async function confirmBatches(ctx: Ctx, systemOf: SystemOf = matterSystemOf): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  for (const batch of await inFirm(ctx, (tx) => leaseDue(ctx, tx))) {
    result.examined += 1;
    try {
      const open = await inFirm(ctx, (tx) => listUnconfirmed(ctx, tx, batch.id));
      await confirmRecords(ctx, systemOf(ctx, batch.connectionId), open);
      if (await inFirm(ctx, (tx) => recordAsked(ctx, tx, batch))) result.done += 1;
      else result.remaining += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log().warn({ batchId: batch.id, reason: error.reason }, "a posting file cannot be confirmed now");
      await inFirm(ctx, (tx) => recordAsked(ctx, tx, batch));
      result.remaining += 1;
    }
  }
  return result;
}

async function leaseDue(ctx: Ctx, tx: Tx): Promise<Batch[]> {
  const { isOn } = await getConnectSettings(ctx, tx);
  if (!isOn) return [];
  const now = ctx.clock.now();
  const due = await tx
    .select()
    .from(postingBatches)
    .where(and(eq(postingBatches.firmId, ctx.firmId), lte(postingBatches.confirmCheckAt, now)))
    .orderBy(asc(postingBatches.confirmCheckAt))
    .limit(100)
    .for("update", { skipLocked: true });
  for (const { id } of due)
    await tx
      .update(postingBatches)
      .set({ confirmCheckAt: new Date(now.getTime() + LEASE_MS) })
      .where(batchIs(ctx, id));
  return due;
}

async function listUnconfirmed(ctx: Ctx, tx: Tx, batchId: string): Promise<string[]> {
  const rows = await tx
    .select({ number: postings.number })
    .from(postings)
    .where(and(eq(postings.firmId, ctx.firmId), eq(postings.batchId, batchId), isNull(postings.confirmedAt)))
    .orderBy(asc(postings.number));
  return rows.map(({ number }) => number);
}

/** True when nothing of it is missing any more. */
async function recordAsked(ctx: Ctx, tx: Tx, batch: Batch): Promise<boolean> {
  const now = ctx.clock.now();
  const missing = await listUnconfirmed(ctx, tx, batch.id);
  const subject = { objectType: "posting", objectId: batch.id } as const;
  if (missing.length === 0) {
    await tx.update(postingBatches).set({ confirmedAt: now, confirmCheckAt: null }).where(batchIs(ctx, batch.id));
    await clearAlerts(ctx, tx, { ...subject, kinds: ["posting_failed"] });
    return true;
  }
  const sinceMs = now.getTime() - (batch.deliveredAt ?? now).getTime();
  const afterMs = nextConfirmMs(sinceMs);
  const confirmCheckAt = afterMs === null ? null : new Date(now.getTime() + afterMs);
  await tx.update(postingBatches).set({ confirmCheckAt }).where(batchIs(ctx, batch.id));
  if (isConfirmationAlarming(sinceMs)) {
    const detail = { number: batch.number, missing: String(missing.length) };
    await raiseAlert(ctx, tx, { ...subject, kind: "posting_failed", accountId: batch.accountId, detail });
  }
  return false;
}

function batchIs(ctx: Ctx, batchId: string) {
  return and(eq(postingBatches.firmId, ctx.firmId), eq(postingBatches.id, batchId));
}
