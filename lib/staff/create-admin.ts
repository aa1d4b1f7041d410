import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { hashPassword } from "@/lib/auth/passwords";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory, putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { newPassword } from "./internal/new-password";
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

async function takeAddress(tx: Tx, email: string, userId: string): Promise<void> {
  try {
    await putInDirectory(tx, "sign_in", email, userId);
  } catch (error) {
    // Somebody took it since we looked.
    throw isTaken(error) ? emailTaken() : error;
  }
}

function isTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause && cause.code === "23505";
}

function emailTaken(): AppError {
  return new AppError("conflict", { reason: "email_taken", fields: [{ path: "email", message: "email_taken" }] });
}
