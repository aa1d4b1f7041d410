import { verifyPassword } from "@/lib/auth/passwords";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { resetLimit, takeFromLimit } from "@/lib/platform/rate-limit";
import { inFirm } from "@/lib/platform/tx";
import { lockOwnRow } from "./load";

/** Asks the user who acts for their password once more. @throws AppError forbidden, rate_limited, invalid_input (password_wrong) */
export async function confirmPassword(ctx: Ctx, password: string): Promise<void> {
  const user = await inFirm(ctx, (tx) => lockOwnRow(ctx, tx));
  await takeFromLimit("sign-in-account", `change:${user.id}`);
  if (!(await verifyPassword(user.passwordHash, password)))
    throw new AppError("invalid_input", {
      reason: "invalid_input",
      fields: [{ path: "password", message: "password_wrong" }],
    });
  await resetLimit("sign-in-account", `change:${user.id}`);
}
