import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockManager, lockUser } from "./internal/load";
import { emailTaken, takeAddress } from "./internal/take-address";
import { issueStaffToken } from "./internal/tokens";
import { decideGrant, isAdminBy } from "./rules";
import type { InviteUserInput } from "./schemas";

/**
 * Makes a user who cannot sign in yet, and mails them a link by which they set a password once, for 24 hours. What the inviter may not
 * do or see, they cannot give; the new user is bound to the same merchant accounts.
 * @throws AppError forbidden, refused (grant_not_held), conflict (email_taken: an address signs in to one firm only)
 */
export async function inviteUser(ctx: Ctx, input: InviteUserInput): Promise<{ userId: string; email: string }> {
  requirePermission(ctx, "users.manage");
  if (await findInDirectory("sign_in", input.email)) throw emailTaken();
  return inFirm(ctx, async (tx) => {
    const actor = await lockManager(ctx, tx);
    const decision = decideGrant(actor, input.permissions);
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    const { name, email, locale, permissions } = input;
    const userId = ctx.ids.next("usr");
    const now = ctx.clock.now();
    await takeAddress(tx, email, userId);
    await tx.insert(users).values({
      firmId: ctx.firmId,
      id: userId,
      email,
      name,
      locale,
      passwordHash: "",
      permissions,
      accountIds: actor.kind === "user" && actor.accountIds ? [...actor.accountIds] : null,
      isAdmin: isAdminBy(permissions),
      activeSince: now,
      createdAt: now,
    });
    await appendAudit(ctx, tx, {
      action: "user.invite",
      objectType: "user",
      objectId: userId,
      detail: { before: null, after: { email, name, permissions } },
    });
    const user = await lockUser(ctx, tx, userId);
    if (user) await issueStaffToken(ctx, tx, user, "invite");
    return { userId, email };
  });
}
