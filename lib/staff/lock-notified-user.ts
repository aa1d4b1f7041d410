import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { lockManagedUser, lockOwnRow, requireUserId } from "./internal/load";

/**
 * The user whose mails are to be changed, locked: oneself, or for who manages users somebody who may do no more than they do. A mail shows
 * what its user may see, so whoever sends it elsewhere must be allowed to see as much.
 * @throws AppError forbidden, not_found (user_unknown), refused (user_outranks)
 */
export async function lockNotifiedUser(ctx: Ctx, tx: Tx, userId: string): Promise<{ id: string; email: string }> {
  if (requireUserId(ctx) === userId) return lockOwnRow(ctx, tx);
  requirePermission(ctx, "users.manage");
  return lockManagedUser(ctx, tx, userId);
}
