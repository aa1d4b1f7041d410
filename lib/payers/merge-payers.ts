import { and, eq, sql } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { payers } from "@/db/schema/payers";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { columnsOf, factsOf } from "./internal/load";
import { moveToSurvivor } from "./internal/move-to-survivor";
import { lockPayerToMerge, payerIs, type StoredPayer } from "./lock-payer";
import type { MovedWithPayer } from "./model";
import { changedFacts, mergeFacts } from "./rules";
import type { MergePayersInput } from "./schemas";

export type MergedPayers = { payerId: string; moved: MovedWithPayer };

const NOTHING_MOVED: MovedWithPayer = {
  ...{ payments: 0, links: 0, methods: 0, requests: 0 },
  ...{ schedules: 0, autoPays: 0, invoices: 0 },
};

const TRIES = 10;

/**
 * Makes two records of one payer into one: payments, links, methods, requests, schedules, Auto-Pays and invoices move to the one that stays, in one transaction. What
 * is written for the other meanwhile or later lands with the survivor too (a trigger follows `mergedInto`). The same merge again
 * changes nothing.
 * @throws AppError forbidden, not_found, conflict (payer_changed, payer_busy), refused (payer_archived)
 */
export async function mergePayers(ctx: Ctx, input: MergePayersInput): Promise<MergedPayers> {
  requirePermission(ctx, "payers.manage");
  for (let tries = 1; ; tries += 1) {
    try {
      return await inFirm(ctx, (tx) => mergeOnce(ctx, tx, input));
    } catch (error) {
      // Somebody is paying this very moment. A merge waits briefly and begins anew: it must never be the reason why a payment fails.
      if (!isLockTimeout(error)) throw error;
      if (tries === TRIES) throw new AppError("conflict", { reason: "payer_busy" });
    }
  }
}

async function mergeOnce(ctx: Ctx, tx: Tx, input: MergePayersInput): Promise<MergedPayers> {
  // Shorter than the database's own wait before it breaks a deadlock, so that the merge is the one to give way.
  await tx.execute(sql`set local lock_timeout = '400ms'`);
  await lockLinks(ctx, tx, input.mergeId);
  const { keep, lose } = await lockBoth(ctx, tx, input);
  if (lose.mergedInto === keep.id) return { payerId: keep.id, moved: NOTHING_MOVED };
  if (keep.archivedAt || lose.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
  if (keep.revision !== input.keepRevision || lose.revision !== input.mergeRevision)
    throw new AppError("conflict", { reason: "payer_changed" });
  const now = ctx.clock.now();
  await tx.update(payers).set({ mergedInto: keep.id, archivedAt: now }).where(payerIs(ctx, lose.id));
  await tx
    .update(payers)
    .set({ mergedInto: keep.id })
    .where(and(eq(payers.firmId, ctx.firmId), eq(payers.mergedInto, lose.id)));
  const moved = await moveToSurvivor(ctx, tx, lose.id, keep.id);
  const before = factsOf(keep);
  const after = mergeFacts(before, factsOf(lose));
  await tx
    .update(payers)
    .set({ ...columnsOf(after), revision: keep.revision + 1 })
    .where(payerIs(ctx, keep.id));
  const detail = { mergedId: lose.id, mergedName: lose.name, moved, ...changedFacts(before, after) };
  await appendAudit(ctx, tx, { action: "payer.merge", objectType: "payer", objectId: keep.id, detail });
  const into = { mergedInto: keep.id, before: factsOf(lose) };
  await appendAudit(ctx, tx, { action: "payer.merged", objectType: "payer", objectId: lose.id, detail: into });
  return { payerId: keep.id, moved };
}

/** Before the payers, as a payment has them: it holds its link while it waits for the payer, and a ring would break one of the two. */
async function lockLinks(ctx: Ctx, tx: Tx, payerId: string): Promise<void> {
  await tx
    .select({ id: payLinks.id })
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.payerId, payerId)))
    .orderBy(payLinks.id)
    .for("no key update");
}

/** In the order of their ids, so that two merges of the same two wait for each other. */
async function lockBoth(
  ctx: Ctx,
  tx: Tx,
  { keepId, mergeId }: MergePayersInput,
): Promise<{ keep: StoredPayer; lose: StoredPayer }> {
  if (keepId < mergeId) {
    const keep = await lockPayerToMerge(ctx, tx, keepId);
    return { keep, lose: await lockPayerToMerge(ctx, tx, mergeId) };
  }
  const lose = await lockPayerToMerge(ctx, tx, mergeId);
  return { keep: await lockPayerToMerge(ctx, tx, keepId), lose };
}

const LOCK_NOT_AVAILABLE = "55P03";

function isLockTimeout(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause && cause.code === LOCK_NOT_AVAILABLE;
}
