import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { resetLimit, takeFromLimit } from "@/lib/platform/rate-limit";
import { inFirm } from "@/lib/platform/tx";
import { lockOwnRow, userIs } from "./internal/load";
import { keepSession } from "./internal/sessions";
import { decideNewPassword } from "./rules";
import type { ChangePasswordInput } from "./schemas";

/**
 * A user sets a new password of their own. Every session opened with the old one ends but `keepSessionId`, whose cookie the caller
 * renews with the version in the answer.
 * @throws AppError forbidden, rate_limited, invalid_input (password_wrong, password_same, password_guessable)
 */
export async function changePassword(
  ctx: Ctx,
  input: ChangePasswordInput,
  keepSessionId = "",
): Promise<{ sessionVersion: number }> {
  const user = await inFirm(ctx, (tx) => lockOwnRow(ctx, tx));
  // A stolen session must not become a place to guess the password.
  await takeFromLimit("sign-in-account", `change:${user.id}`);
  if (!(await verifyPassword(user.passwordHash, input.currentPassword))) {
    await noteRefusal(ctx, user.id);
    throw invalid("currentPassword", "password_wrong");
  }
  const decision = decideNewPassword({ ...input, name: user.name, email: user.email });
  if (!decision.ok) throw invalid("newPassword", decision.refusal);
  const passwordHash = await hashPassword(input.newPassword);
  const changed = await inFirm(ctx, async (tx) => {
    const now = await lockOwnRow(ctx, tx);
    // Somebody was faster: what was checked above is no longer the password.
    if (now.passwordHash !== user.passwordHash) throw new AppError("conflict");
    const sessionVersion = now.sessionVersion + 1;
    await tx.update(users).set({ passwordHash, sessionVersion }).where(userIs(ctx, user.id));
    if (keepSessionId) await keepSession(ctx, tx, { userId: user.id, sessionId: keepSessionId, sessionVersion });
    await appendAudit(ctx, tx, { action: "password.change", objectType: "user", objectId: user.id });
    return { sessionVersion };
  });
  await resetLimit("sign-in-account", `change:${user.id}`);
  return changed;
}

async function noteRefusal(ctx: Ctx, userId: string): Promise<void> {
  await inFirm(ctx, (tx) =>
    appendAudit(ctx, tx, { action: "password.change_refused", objectType: "user", objectId: userId }),
  );
}

function invalid(path: string, reason: string): AppError {
  return new AppError("invalid_input", { reason: "invalid_input", fields: [{ path, message: reason }] });
}
