import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { confirmPassword } from "./internal/confirm-password";
import { lockOwnRow } from "./internal/load";
import { turnOffSecondFactor } from "./internal/turn-off-second-factor";
import type { ConfirmPasswordInput } from "./schemas";

/**
 * A user turns their own second factor off, with their password, unless the firm requires one.
 * @throws AppError forbidden, rate_limited, refused (second_factor_required, second_factor_off), invalid_input (password_wrong)
 */
export async function disableSecondFactor(ctx: Ctx, input: ConfirmPasswordInput): Promise<{ done: true }> {
  await confirmPassword(ctx, input.password);
  return inFirm(ctx, async (tx) => {
    const user = await lockOwnRow(ctx, tx);
    if (user.totpSealed === "") throw new AppError("refused", { reason: "second_factor_off" });
    const [firm] = await tx
      .select({ isRequired: firms.requiresSecondFactor })
      .from(firms)
      .where(eq(firms.firmId, ctx.firmId));
    if (firm?.isRequired) throw new AppError("refused", { reason: "second_factor_required" });
    await turnOffSecondFactor(ctx, tx, user, "second_factor.disable");
    return { done: true } as const;
  });
}
