import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockManagedUser } from "./internal/load";
import { issueStaffToken } from "./internal/tokens";
import type { UserIdInput } from "./schemas";

/** Mails a new link; the one before serves no more. @throws AppError forbidden, not_found, refused (own_user, user_outranks, not_invited) */
export async function resendInvite(ctx: Ctx, input: UserIdInput): Promise<{ email: string }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const user = await lockManagedUser(ctx, tx, input.userId);
    if (user.passwordHash !== "" || user.disabledAt) throw new AppError("refused", { reason: "not_invited" });
    const expiresAt = await issueStaffToken(ctx, tx, user, "invite");
    await appendAudit(ctx, tx, {
      action: "user.invite_resend",
      objectType: "user",
      objectId: user.id,
      detail: { to: user.email, expiresAt: expiresAt.toISOString() },
    });
    return { email: user.email };
  });
}
