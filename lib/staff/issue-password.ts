import { and, eq, sql } from "drizzle-orm";
import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { hashPassword } from "@/lib/auth/passwords";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { newPassword } from "./internal/new-password";

/** `isDisabled`: the new password alone does not let this user in. */
export type IssuedPassword = { password: string; name: string; isDisabled: boolean };

/**
 * Gives a user a new password, returned here and nowhere else, lifts a lock-out and ends every session of theirs.
 * @throws AppError forbidden, not_found (user_unknown)
 */
export async function issuePassword(ctx: Ctx, input: { userId: string }): Promise<IssuedPassword> {
  requirePermission(ctx, "users.manage");
  const password = newPassword(ctx.ids);
  const passwordHash = await hashPassword(password);
  return inFirm(ctx, async (tx) => {
    const changed = await tx
      .update(users)
      .set({ passwordHash, sessionVersion: sql`${users.sessionVersion} + 1`, failedSignIns: 0, lockedUntil: null })
      .where(and(eq(users.firmId, ctx.firmId), eq(users.id, input.userId)))
      .returning({ name: users.name, disabledAt: users.disabledAt });
    const user = changed[0];
    if (!user) throw new AppError("not_found", { reason: "user_unknown" });
    await appendAudit(ctx, tx, { action: "user.issue_password", objectType: "user", objectId: input.userId });
    return { password, name: user.name, isDisabled: user.disabledAt !== null };
  });
}
