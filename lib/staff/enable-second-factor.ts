import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { makeRecoveryCodes, openPending, sealSeed, stepOfCode } from "@/lib/auth/second-factor";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { lockOwnRow, type StoredUser, userIs } from "./internal/load";
import { openTicketOf } from "./internal/ticket";
import type { EnableSecondFactorInput } from "./schemas";
import { type Browser, insertSignedIn, lockTicketUser, type SignedIn } from "./sign-in";

/**
 * A user turns their second factor on with the first code of their app.
 * @returns the recovery codes, here and nowhere else
 * @throws AppError forbidden, rate_limited, refused (second_factor_on, setup_over), invalid_input (code_wrong)
 */
export async function enableSecondFactor(
  ctx: Ctx,
  input: EnableSecondFactorInput,
): Promise<{ recoveryCodes: string[] }> {
  return inFirm(ctx, async (tx) => {
    const user = await lockOwnRow(ctx, tx);
    await takeFromLimit("sign-in-account", `setup:${user.id}`);
    return { recoveryCodes: await turnOn(ctx, tx, user, input) };
  });
}

/**
 * The same between password and session, where the firm requires a second factor and the user has none.
 * @throws AppError unauthenticated (ticket_over), rate_limited, refused (second_factor_on, setup_over), invalid_input (code_wrong)
 */
export async function enrollAtSignIn(
  input: EnableSecondFactorInput & Browser & { ticket: string },
): Promise<{ session: SignedIn; recoveryCodes: string[] }> {
  const ticket = openTicketOf(input.ticket);
  await takeFromLimit("sign-in-address", input.ip);
  await takeFromLimit("sign-in-account", `setup:${ticket.userId}`);
  const ctx: Ctx = { ...systemContext(ticket.firmId, "sign-in"), ip: input.ip };
  return inFirm(ctx, async (tx) => {
    const user = await lockTicketUser(ctx, tx, ticket);
    if (!user) throw new AppError("unauthenticated", { reason: "ticket_over" });
    const recoveryCodes = await turnOn(ctx, tx, user, input);
    return { session: await insertSignedIn(ctx, tx, user, input.userAgent), recoveryCodes };
  });
}

async function turnOn(ctx: Ctx, tx: Tx, user: StoredUser, input: EnableSecondFactorInput): Promise<string[]> {
  if (user.totpSealed !== "") throw new AppError("refused", { reason: "second_factor_on" });
  const whose = { firmId: ctx.firmId, userId: user.id };
  const now = ctx.clock.now();
  const opened = openPending(input.pending, whose, now);
  if (!opened) throw new AppError("refused", { reason: "setup_over" });
  const step = stepOfCode(opened.seed, input.code, now, 0);
  if (step === null)
    throw new AppError("invalid_input", {
      reason: "code_wrong",
      fields: [{ path: "code", message: "code_wrong" }],
    });
  const { codes, hashes } = makeRecoveryCodes(ctx.ids);
  await tx
    .update(users)
    .set({ totpSealed: sealSeed(opened.seed, whose), totpLastStep: step, recoveryHashes: hashes })
    .where(userIs(ctx, user.id));
  await appendAudit(ctx, tx, {
    action: "second_factor.enable",
    objectType: "user",
    objectId: user.id,
    detail: { before: "off", after: "on" },
  });
  return codes;
}
