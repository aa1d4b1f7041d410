import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { removeFromDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockManagedUser, permissionsOf, userIs } from "./internal/load";
import { revokeStaffTokens } from "./internal/tokens";
import type { UserIdInput } from "./schemas";

/**
 * Takes an invitation back: its link is dead, its user is gone, its address is free again. The audit log keeps that there was one.
 * @throws AppError forbidden, not_found (user_unknown), refused (own_user, user_outranks, not_invited)
 */
export async function withdrawInvite(ctx: Ctx, input: UserIdInput): Promise<{ email: string }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const user = await lockManagedUser(ctx, tx, input.userId);
    if (user.passwordHash !== "") throw new AppError("refused", { reason: "not_invited" });
    await revokeStaffTokens(ctx, tx, user.id, "invite");
    await removeFromDirectory(tx, "sign_in", user.email);
    await tx.delete(users).where(userIs(ctx, user.id));
    const { email, name } = user;
    await appendAudit(ctx, tx, {
      action: "user.invite_withdraw",
      objectType: "user",
      objectId: user.id,
      detail: { before: { email, name, permissions: permissionsOf(user) }, after: null },
    });
    return { email };
  });
}
