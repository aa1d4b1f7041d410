import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { isLastAdmin, lockManagedUser, userIs } from "./internal/load";
import { endAllSessions } from "./internal/sessions";
import { revokeStaffTokens } from "./internal/tokens";
import type { UserIdInput } from "./schemas";

/**
 * Nobody signs in as this user from now on, and every session of theirs is over. Their histories stay.
 * @throws AppError forbidden, not_found (user_unknown), refused (own_user, user_outranks, last_admin, user_disabled, not_accepted)
 */
export async function disableUser(ctx: Ctx, input: UserIdInput): Promise<{ name: string }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const user = await lockManagedUser(ctx, tx, input.userId);
    if (user.disabledAt) throw new AppError("refused", { reason: "user_disabled" });
    // An invitation is withdrawn instead, which frees its address.
    if (user.passwordHash === "") throw new AppError("refused", { reason: "not_accepted" });
    if (await isLastAdmin(ctx, tx, user)) throw new AppError("refused", { reason: "last_admin" });
    await tx.update(users).set({ disabledAt: ctx.clock.now(), disabledReason: "person" }).where(userIs(ctx, user.id));
    await endAllSessions(ctx, tx, user.id);
    await revokeStaffTokens(ctx, tx, user.id, "reset");
    await appendAudit(ctx, tx, {
      action: "user.disable",
      objectType: "user",
      objectId: user.id,
      detail: { before: "active", after: "deactivated", reason: "person" },
    });
    return { name: user.name };
  });
}
