import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockManagedUser, userIs } from "./internal/load";
import type { UserIdInput } from "./schemas";

/**
 * Lets a deactivated user sign in again, with the password and second factor they had; idle days count anew.
 * @throws AppError forbidden, not_found (user_unknown), refused (own_user, user_outranks, user_enabled)
 */
export async function enableUser(ctx: Ctx, input: UserIdInput): Promise<{ name: string }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const user = await lockManagedUser(ctx, tx, input.userId);
    if (!user.disabledAt) throw new AppError("refused", { reason: "user_enabled" });
    await tx
      .update(users)
      .set({ disabledAt: null, disabledReason: "", activeSince: ctx.clock.now(), failedSignIns: 0, lockedUntil: null })
      .where(userIs(ctx, user.id));
    await appendAudit(ctx, tx, {
      action: "user.enable",
      objectType: "user",
      objectId: user.id,
      detail: { before: "deactivated", after: "active" },
    });
    return { name: user.name };
  });
}
