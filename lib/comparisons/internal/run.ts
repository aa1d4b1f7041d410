import { and, desc, eq, isNotNull, isNull, lt, min, sql } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { breaks, comparisons } from "@/db/schema/comparisons";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { appendAudit } from "@/lib/audit/append-audit";
import { findInstallation } from "@/lib/installation/queries";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { isComparisonDue, windowStart } from "../rules";

/** A process that has not been heard of for this long has died. */
const LEASE_MS = 5 * 60_000;
/** Whoever had it made: it was not a person's word that closed the break. */
export const CLOSED_BY_COMPARISON = "system:comparison";

/** One comparison at work. The sets are bounded by the most breaks a comparison may find. */
export type Run = {
  id: string;
  accountId: string;
  from: Date;
  to: Date;
  examined: number;
  found: number;
  imported: number;
  seenBreaks: Set<string>;
};

/** Takes the account's next comparison for this process; null when another one has it, or it is not due and nobody asked. */
export async function claimRun(ctx: Ctx, accountId: string, isAsked: boolean): Promise<Run | null> {
  const restoredAt = (await findInstallation())?.restoredAt ?? null;
  return inFirm(ctx, async (tx) => {
    await lockAccount(ctx, tx, accountId);
    const now = ctx.clock.now();
    await tx
      .update(comparisons)
      .set({ finishedAt: now, failure: "abandoned" })
      .where(and(ofAccount(ctx, accountId), isNull(comparisons.finishedAt), lt(comparisons.leasedUntil, now)));
    const lastDone = await newestOf(ctx, tx, accountId, true);
    const lastTried = await newestOf(ctx, tx, accountId, false);
    if (!isAsked && !isComparisonDue({ now, lastDone, lastTried, restoredAt })) return null;
    const isImporting = restoredAt !== null && (lastDone === null || lastDone.startedAt < restoredAt);
    const from = windowStart({
      now,
      isImporting,
      accountSince: await accountSince(ctx, tx, accountId),
      lastDoneUntil: lastDone?.toAt ?? null,
      oldestOpenBreak: await oldestOpenBreak(ctx, tx, accountId),
    });
    const id = ctx.ids.next("cmp");
    const begun = await tx
      .insert(comparisons)
      .values({
        firmId: ctx.firmId,
        id,
        accountId,
        fromAt: from,
        toAt: now,
        startedBy: actorName(ctx.actor),
        startedAt: now,
        leasedUntil: new Date(now.getTime() + LEASE_MS),
      })
      .onConflictDoNothing()
      .returning({ id: comparisons.id });
    return begun.length === 0
      ? null
      : { id, accountId, from, to: now, examined: 0, found: 0, imported: 0, seenBreaks: new Set<string>() };
  });
}

/** Beginning and ending of an account's comparisons happen one after the other, so that whoever decides sees the last one's end. */
async function lockAccount(ctx: Ctx, tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`comparison:${ctx.firmId}:${accountId}`}, 0))`);
}

function ofAccount(ctx: Ctx, accountId: string) {
  return and(eq(comparisons.firmId, ctx.firmId), eq(comparisons.accountId, accountId));
}

async function newestOf(ctx: Ctx, tx: Tx, accountId: string, isDone: boolean) {
  const rows = await tx
    .select({ startedAt: comparisons.startedAt, toAt: comparisons.toAt, failure: comparisons.failure })
    .from(comparisons)
    .where(
      and(
        ofAccount(ctx, accountId),
        isNotNull(comparisons.finishedAt),
        isDone ? eq(comparisons.failure, "") : undefined,
      ),
    )
    .orderBy(desc(comparisons.startedAt), desc(comparisons.id))
    .limit(1);
  const row = rows[0];
  return row ? { startedAt: row.startedAt, toAt: row.toAt, isFailed: row.failure !== "" } : null;
}

async function accountSince(ctx: Ctx, tx: Tx, accountId: string): Promise<Date> {
  const rows = await tx
    .select({ createdAt: merchantAccounts.createdAt })
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId)));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "account_unknown" });
  return row.createdAt;
}

async function oldestOpenBreak(ctx: Ctx, tx: Tx, accountId: string): Promise<Date | null> {
  const rows = await tx
    .select({ at: min(breaks.chargedAt) })
    .from(breaks)
    .where(and(eq(breaks.firmId, ctx.firmId), eq(breaks.accountId, accountId), isNull(breaks.closedAt)));
  return rows[0]?.at ?? null;
}

/** Says that this process still lives. */
export async function renewLease(ctx: Ctx, run: Run): Promise<void> {
  const leasedUntil = new Date(ctx.clock.now().getTime() + LEASE_MS);
  await inFirm(ctx, (tx) =>
    tx
      .update(comparisons)
      .set({ leasedUntil })
      .where(and(ofAccount(ctx, run.accountId), eq(comparisons.id, run.id), isNull(comparisons.finishedAt))),
  );
}

/** Ends a comparison. One that came to its end closes the breaks of its span which it did not meet again: the books agree now. */
export async function finishRun(ctx: Ctx, run: Run, failure: string): Promise<void> {
  const { examined, found, imported, accountId } = run;
  await inFirm(ctx, async (tx) => {
    await lockAccount(ctx, tx, accountId);
    const ended = await tx
      .update(comparisons)
      .set({ examined, found, imported, failure, finishedAt: ctx.clock.now() })
      .where(and(ofAccount(ctx, accountId), eq(comparisons.id, run.id), isNull(comparisons.finishedAt)))
      .returning({ id: comparisons.id });
    if (ended.length === 0) return;
    if (failure === "") await closeAgreed(ctx, tx, run);
    await appendAudit(ctx, tx, {
      action: "books.compare",
      objectType: "account",
      objectId: accountId,
      detail: { comparisonId: run.id, examined, found, imported, ...(failure ? { failure } : {}) },
    });
  });
}

async function closeAgreed(ctx: Ctx, tx: Tx, run: Run): Promise<void> {
  const open = await tx
    .select({ id: breaks.id })
    .from(breaks)
    .where(
      and(
        eq(breaks.firmId, ctx.firmId),
        eq(breaks.accountId, run.accountId),
        isNull(breaks.closedAt),
        sql`${breaks.chargedAt} between ${run.from} and ${run.to}`,
      ),
    );
  for (const { id } of open.filter((row) => !run.seenBreaks.has(row.id))) {
    await tx
      .update(breaks)
      .set({ closedAt: ctx.clock.now(), closedBy: CLOSED_BY_COMPARISON })
      .where(and(eq(breaks.firmId, ctx.firmId), eq(breaks.id, id)));
    await clearAlerts(ctx, tx, { objectType: "break", objectId: id, kinds: ["books_differ"] });
  }
  await clearToldOfPayments(ctx, tx, run);
}

/** What a look at one payment told before this comparison read its span, and which it did not meet: mended since. */
async function clearToldOfPayments(ctx: Ctx, tx: Tx, run: Run): Promise<void> {
  const told = await tx
    .select({ id: payments.id })
    .from(alerts)
    .innerJoin(payments, and(eq(payments.firmId, alerts.firmId), eq(payments.id, alerts.objectId)))
    .where(
      and(
        eq(alerts.firmId, ctx.firmId),
        eq(alerts.kind, "books_differ"),
        eq(alerts.objectType, "payment"),
        isNull(alerts.closedAt),
        lt(alerts.raisedAt, run.to),
        eq(payments.accountId, run.accountId),
        sql`${payments.createdAt} between ${run.from} and ${run.to}`,
      ),
    );
  for (const { id } of told)
    await clearAlerts(ctx, tx, { objectType: "payment", objectId: id, kinds: ["books_differ"] });
}
