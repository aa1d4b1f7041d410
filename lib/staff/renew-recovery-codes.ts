import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { makeRecoveryCodes } from "@/lib/auth/second-factor";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { confirmPassword } from "./internal/confirm-password";
import { lockOwnRow, userIs } from "./internal/load";
import type { ConfirmPasswordInput } from "./schemas";

/**
 * New recovery codes of a user's own; the old ones serve no more.
 * @throws AppError forbidden, rate_limited, refused (second_factor_off), invalid_input (password_wrong)
 */
export async function renewRecoveryCodes(ctx: Ctx, input: ConfirmPasswordInput): Promise<{ recoveryCodes: string[] }> {
  await confirmPassword(ctx, input.password);
  return inFirm(ctx, async (tx) => {
    const user = await lockOwnRow(ctx, tx);
    if (user.totpSealed === "") throw new AppError("refused", { reason: "second_factor_off" });
    const { codes, hashes } = makeRecoveryCodes(ctx.ids);
    await tx.update(users).set({ recoveryHashes: hashes }).where(userIs(ctx, user.id));
    await appendAudit(ctx, tx, {
      action: "second_factor.renew_codes",
      objectType: "user",
      objectId: user.id,
      detail: { before: user.recoveryHashes.length, after: hashes.length },
    });
    return { recoveryCodes: codes };
  });
}
