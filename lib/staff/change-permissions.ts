import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { isLastAdmin, lockManagedUser, permissionsOf, userIs } from "./internal/load";
import { PERMISSIONS } from "./model";
import { decideGrant, isAdminBy } from "./rules";
import type { ChangePermissionsInput } from "./schemas";

/**
 * Sets what another user may do. It holds from their next press on, because rights are read anew with every request.
 * @throws AppError forbidden, not_found (user_unknown), conflict (somebody changed them meanwhile),
 * refused (own_user, user_outranks, grant_not_held, last_admin)
 */
export async function changePermissions(ctx: Ctx, input: ChangePermissionsInput): Promise<{ changed: boolean }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const user = await lockManagedUser(ctx, tx, input.userId);
    const before = PERMISSIONS.filter((one) => permissionsOf(user).includes(one));
    const after = PERMISSIONS.filter((one) => input.permissions.includes(one));
    const shown = PERMISSIONS.filter((one) => input.before.includes(one));
    if (shown.join() !== before.join()) throw new AppError("conflict");
    if (before.join() === after.join()) return { changed: false };
    const decision = decideGrant(ctx.actor, after);
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    if (!isAdminBy(after) && (await isLastAdmin(ctx, tx, user)))
      throw new AppError("refused", { reason: "last_admin" });
    await tx
      .update(users)
      .set({ permissions: after, isAdmin: isAdminBy(after) })
      .where(userIs(ctx, user.id));
    await appendAudit(ctx, tx, {
      action: "user.permissions",
      objectType: "user",
      objectId: user.id,
      detail: { before, after },
    });
    return { changed: true };
  });
}
