import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { lockManagedUser, lockUser } from "./internal/load";
import { issueStaffToken } from "./internal/tokens";
import type { UserIdInput } from "./schemas";

/**
 * Mails another user a link to a new password. Until it is used the old password stays.
 * @throws AppError forbidden, not_found (user_unknown), refused (own_user, user_outranks, user_disabled, not_accepted)
 */
export async function sendPasswordReset(ctx: Ctx, input: UserIdInput): Promise<{ email: string }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const user = await lockManagedUser(ctx, tx, input.userId);
    if (user.disabledAt) throw new AppError("refused", { reason: "user_disabled" });
    if (user.passwordHash === "") throw new AppError("refused", { reason: "not_accepted" });
    await issueStaffToken(ctx, tx, user, "reset");
    await appendAudit(ctx, tx, { action: "password.reset_send", objectType: "user", objectId: user.id });
    return { email: user.email };
  });
}

/**
 * The same for whoever typed this address on the sign-in page. Somebody who waits for an invitation gets a new one; a deactivated user
 * and an unknown address get nothing, and nobody is told which it was.
 */
export async function sendAskedPasswordReset(email: string, ip: string): Promise<void> {
  const entry = await findInDirectory("sign_in", email);
  if (!entry) return;
  const ctx: Ctx = { ...systemContext(entry.firmId, "forgot-password"), ip };
  await inFirm(ctx, async (tx) => {
    const user = await lockUser(ctx, tx, entry.refId);
    if (!user || user.disabledAt) return;
    await issueStaffToken(ctx, tx, user, user.passwordHash === "" ? "invite" : "reset");
    await appendAudit(ctx, tx, { action: "password.reset_ask", objectType: "user", objectId: user.id });
  });
}
