import { and, asc, eq, lte, sql } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { isMoneyFrozen } from "@/lib/firms/is-money-frozen";
import type { SaveMethodOutcome } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import type { CronResult } from "@/lib/jobs/model";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { CLOSE_AFTER_MS, nextCheckMs, RESEND_LIMIT_MS } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inFirm } from "@/lib/platform/tx";
import { methodIs, type StoredMethod } from "./internal/load";
import { saveRequestOf } from "./internal/save-request";
import { recordSavedMethod } from "./record-saved-method";
import { detachMethod } from "./remove-method";

const BATCH = 10;
const LEASE_MS = 4 * 60_000;

/**
 * Finishes methods whose keeping or removal the gateway has not answered: look up by our own reference first, send again only with a
 * good key. Safe to run twice, at once, or late.
 */
export async function reconcileMethods(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  const startedAt = ctx.clock.now();
  for (;;) {
    const due = await leaseDue(ctx, startedAt);
    if (due.length === 0) return result;
    for (const method of due) {
      result.examined += 1;
      try {
        const isDone = method.status === "removing" ? await detachMethod(ctx, method) : await finishSaving(ctx, method);
        if (isDone) result.done += 1;
        else result.remaining += 1;
        if (!isDone) await postpone(ctx, method);
      } catch (error) {
        result.failed += 1;
        log().error({ err: error, methodId: method.id }, "reconcile method failed");
      }
    }
  }
}

/** Takes due rows for this process by moving their next check forward; SKIP LOCKED lets several reconcilers share the work. */
async function leaseDue(ctx: Ctx, dueBy: Date): Promise<StoredMethod[]> {
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(paymentMethods)
      .where(and(eq(paymentMethods.firmId, ctx.firmId), lte(paymentMethods.checkAt, dueBy)))
      .orderBy(asc(paymentMethods.checkAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    for (const row of rows) {
      await tx
        .update(paymentMethods)
        .set({ checkAt: new Date(now.getTime() + LEASE_MS), checks: sql`${paymentMethods.checks} + 1` })
        .where(methodIs(ctx, row.id));
    }
    return rows;
  });
}

/** True when it is known now whether the gateway keeps the method. */
async function finishSaving(ctx: Ctx, method: StoredMethod): Promise<boolean> {
  const { gateway, request } = await inFirm(ctx, async (tx) => {
    const found = await getGatewayAccount(ctx, tx, method.accountId);
    return { gateway: found.gateway, request: await saveRequestOf(ctx, tx, found.account, method) };
  });
  const port = gatewayOf(gateway, ctx);
  const found = await port.findSavedMethod(request.account, method.id);
  const ageMs = ctx.clock.now().getTime() - method.createdAt.getTime();
  // A payer who never answered their bank has not agreed to the end.
  const isGivenUp = ageMs >= CLOSE_AFTER_MS && (found.kind === "absent" || found.kind === "requires_action");
  if (isGivenUp) return record(ctx, method, { kind: "declined", code: "invalid_request", retry: "other_method" });
  if (found.kind === "absent") {
    if (ageMs >= RESEND_LIMIT_MS || (await isMoneyFrozen(ctx))) return false;
    return record(ctx, method, await port.saveMethod(request));
  }
  return found.kind === "unknown" ? false : record(ctx, method, found);
}

async function record(ctx: Ctx, method: StoredMethod, outcome: SaveMethodOutcome): Promise<boolean> {
  const result = await recordSavedMethod(ctx, method.id, outcome);
  return result.kind === "saved" || result.kind === "declined";
}

async function postpone(ctx: Ctx, method: StoredMethod): Promise<void> {
  const checkAt = new Date(ctx.clock.now().getTime() + nextCheckMs(method.checks));
  await inFirm(ctx, (tx) =>
    tx
      .update(paymentMethods)
      .set({ checkAt })
      .where(and(methodIs(ctx, method.id), sql`${paymentMethods.checkAt} is not null`)),
  );
}
