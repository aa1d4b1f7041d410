import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockManagedUser } from "./internal/load";
import { endAllSessions } from "./internal/sessions";
import { turnOffSecondFactor } from "./internal/turn-off-second-factor";
import type { UserIdInput } from "./schemas";

/**
 * Takes the second factor of somebody who has lost it, and ends their sessions: the next sign-in asks for the password alone, or for a
 * new second factor where the firm requires one.
 * @throws AppError forbidden, not_found (user_unknown), refused (own_user, user_outranks, second_factor_off)
 */
export async function resetSecondFactor(ctx: Ctx, input: UserIdInput): Promise<{ name: string }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const user = await lockManagedUser(ctx, tx, input.userId);
    if (user.totpSealed === "") throw new AppError("refused", { reason: "second_factor_off" });
    await turnOffSecondFactor(ctx, tx, user, "second_factor.reset");
    await endAllSessions(ctx, tx, user.id);
    return { name: user.name };
  });
}
