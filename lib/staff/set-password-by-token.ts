import { and, eq } from "drizzle-orm";
import { staffTokens, users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { hashPassword } from "@/lib/auth/passwords";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { lockUser, type StoredUser, userIs } from "./internal/load";
import { endAllSessions } from "./internal/sessions";
import { revokeStaffTokens, type StaffTokenKind, TOKEN_DIRECTORY } from "./internal/tokens";
import { decideNewPassword, staffTokenState } from "./rules";
import type { NewPasswordInput } from "./schemas";

type Asked = NewPasswordInput & { kind: StaffTokenKind; token: string; ip: string };

/**
 * Sets a password by the link of an invitation (with the name) or of a reset. The link serves once; a lock is lifted and every session
 * ends; a second factor stays.
 * @throws AppError not_found (link_unknown), refused (link_used, link_over), invalid_input (own_name_missing, password_guessable)
 */
export async function setPasswordByToken(asked: Asked): Promise<{ email: string }> {
  const entry = await findInDirectory(TOKEN_DIRECTORY[asked.kind], hashToken(asked.token));
  if (!entry) throw new AppError("not_found", { reason: "link_unknown" });
  const ctx: Ctx = { ...systemContext(entry.firmId, `${asked.kind}-link`), ip: asked.ip };
  const before = await inFirm(ctx, (tx) => lockOpen(ctx, tx, asked.kind, entry.refId));
  const name = asked.kind === "invite" ? asked.name : before.name;
  if (name === "") throw invalid("name", "own_name_missing");
  const decision = decideNewPassword({ currentPassword: "", newPassword: asked.password, name, email: before.email });
  if (!decision.ok) throw invalid("password", decision.refusal);
  // Before the lock: hashing takes its time, and the link is asked again under it.
  const passwordHash = await hashPassword(asked.password);
  return inFirm(ctx, async (tx) => {
    const user = await lockOpen(ctx, tx, asked.kind, entry.refId);
    const now = ctx.clock.now();
    await tx
      .update(staffTokens)
      .set({ usedAt: now })
      .where(and(eq(staffTokens.firmId, ctx.firmId), eq(staffTokens.id, entry.refId)));
    await revokeStaffTokens(ctx, tx, user.id, "reset");
    await revokeStaffTokens(ctx, tx, user.id, "invite");
    const isInvite = asked.kind === "invite";
    await tx
      .update(users)
      .set({ passwordHash, failedSignIns: 0, lockedUntil: null, ...(isInvite ? { name, activeSince: now } : {}) })
      .where(userIs(ctx, user.id));
    await endAllSessions(ctx, tx, user.id);
    await appendAudit(ctx, tx, {
      action: isInvite ? "user.accept_invite" : "password.reset",
      objectType: "user",
      objectId: user.id,
      ...(isInvite && name !== user.name ? { detail: { before: { name: user.name }, after: { name } } } : {}),
    });
    return { email: user.email };
  });
}

/** The user of an open link, both locked. */
async function lockOpen(ctx: Ctx, tx: Tx, kind: StaffTokenKind, tokenId: string): Promise<StoredUser> {
  const tokenIs = and(eq(staffTokens.firmId, ctx.firmId), eq(staffTokens.id, tokenId), eq(staffTokens.kind, kind));
  const [found] = await tx.select({ userId: staffTokens.userId }).from(staffTokens).where(tokenIs);
  // The user's row first, as everywhere: whoever issues or withdraws a link holds it too.
  const user = found ? await lockUser(ctx, tx, found.userId) : null;
  const [token] = await tx.select().from(staffTokens).where(tokenIs).for("update");
  const state = token ? staffTokenState(token, ctx.clock.now()) : "withdrawn";
  if (state === "used") throw new AppError("refused", { reason: "link_used" });
  const isInvited = user?.passwordHash === "";
  if (state !== "open" || !user || user.disabledAt || (kind === "invite") !== isInvited)
    throw new AppError("refused", { reason: "link_over" });
  return user;
}

function invalid(path: string, reason: string): AppError {
  return new AppError("invalid_input", { reason: "invalid_input", fields: [{ path, message: reason }] });
}
