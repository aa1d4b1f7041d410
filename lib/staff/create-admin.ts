import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { hashPassword } from "@/lib/auth/passwords";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { inFirm } from "@/lib/platform/tx";
import { newPassword } from "./internal/new-password";
import { emailTaken, takeAddress } from "./internal/take-address";
import { PERMISSIONS } from "./model";
import type { CreateAdminInput } from "./schemas";

/**
 * Makes a user with every permission and a password that is returned here and nowhere else.
 * @throws AppError forbidden, conflict (email_taken: an address signs in to one firm only)
 */
export async function createAdmin(ctx: Ctx, input: CreateAdminInput): Promise<{ userId: string; password: string }> {
  requirePermission(ctx, "users.manage");
  if (await findInDirectory("sign_in", input.email)) throw emailTaken();
  const userId = ctx.ids.next("usr");
  const password = newPassword(ctx.ids);
  const passwordHash = await hashPassword(password);
  await inFirm(ctx, async (tx) => {
    await takeAddress(tx, input.email, userId);
    await tx.insert(users).values({
      firmId: ctx.firmId,
      id: userId,
      email: input.email,
      name: input.name,
      passwordHash,
      permissions: [...PERMISSIONS],
      isAdmin: true,
      createdAt: ctx.clock.now(),
    });
    await appendAudit(ctx, tx, {
      action: "user.create",
      objectType: "user",
      objectId: userId,
      detail: { email: input.email, name: input.name, isAdmin: true },
    });
  });
  return { userId, password };
}
