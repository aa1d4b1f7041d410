import { and, asc, eq, isNull, lt, ne, sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { staffSessions, users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { isLastAdmin, lockManager, type StoredUser, userIs } from "./internal/load";
import { endAllSessions } from "./internal/sessions";
import { idleSince } from "./rules";

const BATCH = 100;
/** Sessions end by themselves after twelve hours; what is older serves nobody. */
const KEPT_SESSION_MS = 30 * 24 * 60 * 60_000;

/**
 * Deactivates who has not signed in for as many days as the firm's policy says; never the last who manages users. Safe to run twice, at
 * once, or late. Forgets old sessions too.
 */
export async function disableIdleUsers(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  await inFirm(ctx, (tx) =>
    tx
      .delete(staffSessions)
      .where(
        and(
          eq(staffSessions.firmId, ctx.firmId),
          lt(staffSessions.createdAt, new Date(ctx.clock.now().getTime() - KEPT_SESSION_MS)),
        ),
      ),
  );
  for (;;) {
    const batch = await inFirm(ctx, (tx) => disableBatch(ctx, tx));
    result.examined += batch.examined;
    result.done += batch.done;
    result.remaining = batch.examined - batch.done;
    if (batch.done === 0 || batch.examined < BATCH) return result;
  }
}

async function disableBatch(ctx: Ctx, tx: Tx): Promise<{ examined: number; done: number }> {
  const [firm] = await tx.select({ idleDays: firms.idleDays }).from(firms).where(eq(firms.firmId, ctx.firmId));
  const since = idleSince(firm?.idleDays ?? 0, ctx.clock.now());
  if (!since) return { examined: 0, done: 0 };
  // Before the rows, as the verbs of administrators do: two of them never wait for each other.
  await lockManager(ctx, tx);
  const idle = await tx
    .select()
    .from(users)
    .where(
      and(
        eq(users.firmId, ctx.firmId),
        isNull(users.disabledAt),
        ne(users.passwordHash, ""),
        lt(sql`greatest(${users.lastSignInAt}, ${users.activeSince})`, since),
      ),
    )
    .orderBy(asc(sql`greatest(${users.lastSignInAt}, ${users.activeSince})`), asc(users.id))
    .limit(BATCH)
    .for("update", { skipLocked: true });
  let done = 0;
  for (const user of idle) if (await disableOne(ctx, tx, user)) done += 1;
  return { examined: idle.length, done };
}

async function disableOne(ctx: Ctx, tx: Tx, user: StoredUser): Promise<boolean> {
  if (await isLastAdmin(ctx, tx, user)) return false;
  await tx.update(users).set({ disabledAt: ctx.clock.now(), disabledReason: "idle" }).where(userIs(ctx, user.id));
  await endAllSessions(ctx, tx, user.id);
  await appendAudit(ctx, tx, {
    action: "user.disable",
    objectType: "user",
    objectId: user.id,
    detail: { before: "active", after: "deactivated", reason: "idle" },
  });
  return true;
}
