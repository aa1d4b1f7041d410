import { eq, sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { resetLimit, takeFromLimit } from "@/lib/platform/rate-limit";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { lockUser, type StoredUser, userIs } from "./internal/load";
import { insertSession } from "./internal/sessions";
import { spendCode } from "./internal/spend-code";
import { openTicketOf, type SignInTicket, sealTicket } from "./internal/ticket";

/** Locked after this many wrong passwords or codes in a row (PCI DSS 8.3.4 allows ten), for 30 minutes. */
const MAX_FAILURES = 10;
const LOCK_MS = 30 * 60_000;

export type SignedIn = { firmId: string; userId: string; sessionVersion: number; sessionId: string };

/**
 * The password was right. `code` and `enroll`: nobody is signed in yet; the ticket goes on to `completeSignIn` with a code of the second
 * factor, or to `enrollAtSignIn` where the firm requires one and the user has none.
 */
export type SignInStep =
  | { kind: "signed-in"; session: SignedIn }
  | { kind: "code"; ticket: string }
  | { kind: "enroll"; ticket: string };

export type Browser = { ip: string; userAgent?: string };
type Credentials = Browser & { email: string; password: string };

/**
 * Checks an address and password. Unknown address, wrong password, locked and disabled accounts all give the same answer, after the
 * same work.
 * @throws AppError unauthenticated, rate_limited
 */
export async function beginSignIn(input: Credentials): Promise<SignInStep> {
  const { ctx, user } = await checkPassword(input);
  const needs = await neededStep(ctx, user);
  if (needs) {
    const { firmId } = ctx;
    return { kind: needs, ticket: sealTicket({ firmId, userId: user.id, sessionVersion: user.sessionVersion }) };
  }
  return { kind: "signed-in", session: await openSignedIn(ctx, user, input.userAgent) };
}

/**
 * The same in one go, for programs that cannot ask twice: a user with a second factor gives its code along.
 * @throws AppError unauthenticated (second_factor_needed: a code is missing, or has to be set up on the sign-in page), rate_limited
 */
export async function signInStaff(input: Credentials & { code?: string }): Promise<SignedIn> {
  const step = await beginSignIn(input);
  if (step.kind === "signed-in") return step.session;
  if (step.kind === "enroll" || !input.code) throw new AppError("unauthenticated", { reason: "second_factor_needed" });
  const ticket = openTicketOf(step.ticket);
  return finishWithCode(ticket, input.code, input);
}

/** The second step: a code of the app or a recovery code. @throws AppError unauthenticated (code_wrong, ticket_over), rate_limited */
export async function completeSignIn(input: Browser & { ticket: string; code: string }): Promise<SignedIn> {
  return finishWithCode(openTicketOf(input.ticket), input.code, input);
}

async function finishWithCode(ticket: SignInTicket, code: string, { ip, userAgent }: Browser): Promise<SignedIn> {
  await takeFromLimit("sign-in-address", ip);
  await takeFromLimit("sign-in-account", `code:${ticket.userId}`);
  const ctx: Ctx = { ...systemContext(ticket.firmId, "sign-in"), ip };
  const answer = await inFirm(ctx, async (tx) => {
    const user = await lockTicketUser(ctx, tx, ticket);
    if (!user) return "over" as const;
    return (await spendCode(ctx, tx, user, code)) ? insertSignedIn(ctx, tx, user, userAgent) : ("wrong" as const);
  });
  if (answer === "over") throw new AppError("unauthenticated", { reason: "ticket_over" });
  if (answer === "wrong") {
    await noteFailure(ctx, ticket.userId);
    throw new AppError("unauthenticated", { reason: "code_wrong" });
  }
  await resetLimit("sign-in-account", `code:${ticket.userId}`);
  return answer;
}

/** The user of a ticket, locked, while they could still sign in by their password alone. */
export async function lockTicketUser(ctx: Ctx, tx: Tx, ticket: SignInTicket): Promise<StoredUser | null> {
  const user = await lockUser(ctx, tx, ticket.userId);
  const isLocked = user?.lockedUntil != null && user.lockedUntil > ctx.clock.now();
  return user && !isLocked && !user.disabledAt && user.sessionVersion === ticket.sessionVersion ? user : null;
}

async function checkPassword(input: Credentials): Promise<{ ctx: Ctx; user: StoredUser }> {
  const email = input.email.trim().toLowerCase();
  await takeFromLimit("sign-in-address", input.ip);
  await takeFromLimit("sign-in-account", email);
  const entry = await findInDirectory("sign_in", email);
  if (!entry) {
    await hashPassword(input.password);
    throw new AppError("unauthenticated");
  }
  const ctx: Ctx = { ...systemContext(entry.firmId, "sign-in"), ip: input.ip };
  const rows = await inFirm(ctx, (tx) => tx.select().from(users).where(userIs(ctx, entry.refId)));
  const user = rows[0];
  const isRight = await verifyPassword(user?.passwordHash ?? "", input.password);
  const isLocked = user?.lockedUntil != null && user.lockedUntil > systemClock.now();
  if (!user || !isRight || isLocked || user.disabledAt) {
    if (user) await noteFailure(ctx, user.id);
    throw new AppError("unauthenticated");
  }
  await resetLimit("sign-in-account", email);
  return { ctx, user };
}

async function neededStep(ctx: Ctx, user: StoredUser): Promise<"code" | "enroll" | null> {
  if (user.totpSealed !== "") return "code";
  const rows = await inFirm(ctx, (tx) =>
    tx.select({ isRequired: firms.requiresSecondFactor }).from(firms).where(eq(firms.firmId, ctx.firmId)),
  );
  return rows[0]?.isRequired ? "enroll" : null;
}

async function openSignedIn(ctx: Ctx, user: StoredUser, userAgent: string | undefined): Promise<SignedIn> {
  return inFirm(ctx, (tx) => insertSignedIn(ctx, tx, user, userAgent));
}

/** Opens a session for a user who has shown who they are, and forgets their wrong tries. */
export async function insertSignedIn(ctx: Ctx, tx: Tx, user: StoredUser, userAgent = ""): Promise<SignedIn> {
  const { id: userId, sessionVersion } = user;
  await tx
    .update(users)
    .set({ failedSignIns: 0, lockedUntil: null, lastSignInAt: ctx.clock.now() })
    .where(userIs(ctx, userId));
  const sessionId = await insertSession(ctx, tx, { userId, sessionVersion, userAgent });
  await appendAudit(ctx, tx, { action: "sign_in.done", objectType: "user", objectId: userId });
  return { firmId: ctx.firmId, userId, sessionVersion, sessionId };
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
