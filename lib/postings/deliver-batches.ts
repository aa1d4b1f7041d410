import { and, asc, eq, lte, type SQL, sql } from "drizzle-orm";
import { postingBatches, postings } from "@/db/schema/postings";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { updateAlert } from "@/lib/alerts/update-alert";
import { appendAudit } from "@/lib/audit/append-audit";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { getFirm } from "@/lib/firms/queries";
import type { CronResult } from "@/lib/jobs/model";
import type { DeliveryOutcome } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { SystemOf } from "./match-postings";
import { isDeliveryAlarming, nextConfirmMs, nextDeliveryMs } from "./rules";

/** Longer than a delivery may take; after it another process may try. */
const LEASE_MS = 2 * 60_000;

type Batch = typeof postingBatches.$inferSelect;

/**
 * Hands over the posting files that are due, oldest first. Where no answer came the very same file is handed over again later: the service
 * knows by the batch whether it is there already. What fails often or for long is told to people. Safe to call twice and at once.
 */
export async function deliverBatches(ctx: Ctx, systemOf: SystemOf = matterSystemOf): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  const silent = new Set<string>();
  for (const batchId of await inFirm(ctx, (tx) => listDue(ctx, tx))) {
    const batch = await inFirm(ctx, (tx) => leaseBatch(ctx, tx, batchId, silent));
    if (!batch) continue;
    result.examined += 1;
    const outcome = await deliver(ctx, batch, systemOf);
    if (outcome.kind === "failed") silent.add(batch.connectionId);
    await inFirm(ctx, (tx) => recordDelivery(ctx, tx, batch, outcome));
    if (outcome.kind === "delivered") result.done += 1;
    else result.failed += 1;
  }
  return result;
}

async function listDue(ctx: Ctx, tx: Tx): Promise<string[]> {
  const { isOn } = await getConnectSettings(ctx, tx);
  // After a restore a file may have been delivered that these books know nothing of.
  if (!isOn || (await getFirm(ctx, tx)).isMoneyFrozen) return [];
  const rows = await tx
    .select({ id: postingBatches.id })
    .from(postingBatches)
    .where(
      and(
        eq(postingBatches.firmId, ctx.firmId),
        eq(postingBatches.status, "open"),
        lte(postingBatches.nextAttemptAt, ctx.clock.now()),
      ),
    )
    .orderBy(asc(postingBatches.number));
  return rows.map(({ id }) => id);
}

/** Null when another process has it, it is done, or its service was silent a moment ago: files of one go in their order. */
async function leaseBatch(ctx: Ctx, tx: Tx, batchId: string, silent: ReadonlySet<string>): Promise<Batch | null> {
  const now = ctx.clock.now();
  const [batch] = await tx
    .select()
    .from(postingBatches)
    .where(
      and(
        batchIs(ctx, batchId),
        eq(postingBatches.status, "open"),
        lte(postingBatches.nextAttemptAt, now),
        takesNothingAhead(batchId),
      ),
    )
    .for("update", { skipLocked: true });
  if (!batch || silent.has(batch.connectionId)) return null;
  const leased = { attempts: batch.attempts + 1, nextAttemptAt: new Date(now.getTime() + LEASE_MS) };
  await tx.update(postingBatches).set(leased).where(batchIs(ctx, batchId));
  return { ...batch, ...leased };
}

/** What is taken back must be there first: its own file may still be waiting for its next try. */
function takesNothingAhead(batchId: string): SQL {
  return sql`not exists (
    select from postings back
    join postings original on original.firm_id = back.firm_id and original.id = back.reverses_id
    where back.firm_id = ${postingBatches.firmId} and back.batch_id = ${batchId}
      and original.state = 'queued' and original.batch_id is distinct from back.batch_id
  )`;
}

type Outcome = DeliveryOutcome | { kind: "failed"; failure: string };

/** Of these the catalogue has words in each language; of anything else the service's own are kept. */
const WORDED = ["connector_down", "connector_slow"];

function failureOf({ reason, detail, userMessage }: AppError): string {
  return WORDED.includes(reason) ? reason : detail || (userMessage ?? reason);
}

async function deliver(ctx: Ctx, batch: Batch, systemOf: SystemOf): Promise<Outcome> {
  const { id, fileName, content, encoding, sha256, records, totalCents, connectionId } = batch;
  const file = { batchId: id, fileName, content, encoding, sha256, records, totalCents };
  try {
    return await systemOf(ctx, connectionId).deliverBatch(file);
  } catch (error) {
    log().warn({ err: error, batchId: id, attempts: batch.attempts }, "a posting file was not delivered");
    if (error instanceof AppError) return { kind: "failed", failure: failureOf(error) };
    return { kind: "failed", failure: error instanceof Error ? error.message : String(error) };
  }
}

async function recordDelivery(ctx: Ctx, tx: Tx, batch: Batch, outcome: Outcome): Promise<void> {
  const rows = await tx.select().from(postingBatches).where(batchIs(ctx, batch.id)).for("update");
  if (rows[0]?.status !== "open") return;
  if (outcome.kind === "delivered") return recordDelivered(ctx, tx, batch, outcome.place);
  if (outcome.kind === "refused") {
    await tx
      .update(postingBatches)
      .set({ status: "refused", failure: outcome.reason, nextAttemptAt: null })
      .where(batchIs(ctx, batch.id));
    await audit(ctx, tx, batch, "posting_file.refused", { failure: outcome.reason });
    return alarm(ctx, tx, batch, outcome.reason);
  }
  const now = ctx.clock.now().getTime();
  await tx
    .update(postingBatches)
    .set({ failure: outcome.failure, nextAttemptAt: new Date(now + nextDeliveryMs(batch.attempts)) })
    .where(batchIs(ctx, batch.id));
  if (isDeliveryAlarming(batch.attempts, now - batch.createdAt.getTime())) await alarm(ctx, tx, batch, outcome.failure);
}

async function recordDelivered(ctx: Ctx, tx: Tx, batch: Batch, place: string): Promise<void> {
  const now = ctx.clock.now();
  await tx
    .update(postingBatches)
    .set({
      status: "delivered",
      failure: "",
      nextAttemptAt: null,
      deliveredAt: now,
      confirmCheckAt: new Date(now.getTime() + (nextConfirmMs(0) ?? 0)),
    })
    .where(batchIs(ctx, batch.id));
  await tx
    .update(postings)
    .set({ state: "posted", postedAt: now })
    .where(and(eq(postings.firmId, ctx.firmId), eq(postings.batchId, batch.id), eq(postings.state, "queued")));
  await clearAlerts(ctx, tx, { objectType: "posting", objectId: batch.id, kinds: ["posting_failed"] });
  await audit(ctx, tx, batch, "posting_file.delivered", { place });
}

/** Told once while it is open; what it says is kept true. */
async function alarm(ctx: Ctx, tx: Tx, { id, number, accountId }: Batch, failure: string): Promise<void> {
  const detail = { number, failure: failure.slice(0, 500) };
  await updateAlert(ctx, tx, { kind: "posting_failed", objectType: "posting", objectId: id, accountId, detail });
}

async function audit(ctx: Ctx, tx: Tx, batch: Batch, action: string, detail: Record<string, string>): Promise<void> {
  const { id, number, fileName, records, totalCents, currency } = batch;
  await appendAudit(ctx, tx, {
    action,
    objectType: "posting_batch",
    objectId: id,
    detail: { number, fileName, records, totalCents, currency, ...detail },
  });
}

function batchIs(ctx: Ctx, batchId: string) {
  return and(eq(postingBatches.firmId, ctx.firmId), eq(postingBatches.id, batchId));
}
