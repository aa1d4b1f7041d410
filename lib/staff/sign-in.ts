import { and, eq, sql } from "drizzle-orm";
import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { resetLimit, takeFromLimit } from "@/lib/platform/rate-limit";
import { inFirm } from "@/lib/platform/tx";

/** Locked after this many wrong passwords in a row (PCI DSS 8.3.4 allows ten), for 30 minutes. */
const MAX_FAILURES = 10;
const LOCK_MS = 30 * 60_000;

export type SignedIn = { firmId: string; userId: string; sessionVersion: number };

/**
 * Checks an address and password. Unknown address, wrong password, locked and disabled accounts all give the same answer, after the
 * same work.
 * @throws AppError unauthenticated, rate_limited
 */
export async function signInStaff(input: { email: string; password: string; ip: string }): Promise<SignedIn> {
  const email = input.email.trim().toLowerCase();
  await takeFromLimit("sign-in-address", input.ip);
  await takeFromLimit("sign-in-account", email);
  const entry = await findInDirectory("sign_in", email);
  if (!entry) {
    await hashPassword(input.password);
    throw new AppError("unauthenticated");
  }
  const ctx: Ctx = { ...systemContext(entry.firmId, "sign-in"), ip: input.ip };
  const user = await findUser(ctx, entry.refId);
  const isRight = await verifyPassword(user?.passwordHash ?? "", input.password);
  const isLocked = user?.lockedUntil != null && user.lockedUntil > systemClock.now();
  if (!user || !isRight || isLocked || user.disabledAt) {
    if (user) await noteFailure(ctx, user.id);
    throw new AppError("unauthenticated");
  }
  await noteSuccess(ctx, user.id);
  await resetLimit("sign-in-account", email);
  return { firmId: entry.firmId, userId: user.id, sessionVersion: user.sessionVersion };
}

async function findUser(ctx: Ctx, userId: string) {
  const rows = await inFirm(ctx, (tx) => tx.select().from(users).where(userIs(ctx, userId)));
  return rows[0] ?? null;
}

async function noteFailure(ctx: Ctx, userId: string): Promise<void> {
  await inFirm(ctx, async (tx) => {
    // Counted by the database: many attempts at once would each read the same old number.
    const counted = await tx
      .update(users)
      .set({ failedSignIns: sql`${users.failedSignIns} + 1` })
      .where(userIs(ctx, userId))
      .returning({ failures: users.failedSignIns });
    const isLocking = (counted[0]?.failures ?? 0) >= MAX_FAILURES;
    if (isLocking) {
      const lockedUntil = new Date(ctx.clock.now().getTime() + LOCK_MS);
      await tx.update(users).set({ lockedUntil, failedSignIns: 0 }).where(userIs(ctx, userId));
    }
    await appendAudit(ctx, tx, {
      action: isLocking ? "sign_in.locked" : "sign_in.refused",
      objectType: "user",
      objectId: userId,
    });
  });
}

async function noteSuccess(ctx: Ctx, userId: string): Promise<void> {
  await inFirm(ctx, async (tx) => {
    await tx
      .update(users)
      .set({ failedSignIns: 0, lockedUntil: null, lastSignInAt: ctx.clock.now() })
      .where(userIs(ctx, userId));
    await appendAudit(ctx, tx, { action: "sign_in.done", objectType: "user", objectId: userId });
  });
}

function userIs(ctx: Ctx, userId: string) {
  return and(eq(users.firmId, ctx.firmId), eq(users.id, userId));
}
