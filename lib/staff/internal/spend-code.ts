import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { hashOfRecoveryCode, stepOfCode, unsealSeed } from "@/lib/auth/second-factor";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { type StoredUser, userIs } from "./load";

/**
 * Takes a code of the app or a recovery code of a user whose row this transaction holds: each is taken once, whoever comes first.
 * False for a wrong or spent one.
 */
export async function spendCode(ctx: Ctx, tx: Tx, user: StoredUser, typed: string): Promise<boolean> {
  if (user.totpSealed === "") return false;
  const recovery = hashOfRecoveryCode(typed);
  if (recovery !== null) return spendRecoveryCode(ctx, tx, user, recovery);
  const seed = unsealSeed(user.totpSealed, { firmId: ctx.firmId, userId: user.id });
  const step = stepOfCode(seed, typed, ctx.clock.now(), user.totpLastStep);
  if (step === null) return false;
  await tx.update(users).set({ totpLastStep: step }).where(userIs(ctx, user.id));
  return true;
}

async function spendRecoveryCode(ctx: Ctx, tx: Tx, user: StoredUser, hash: string): Promise<boolean> {
  if (!user.recoveryHashes.includes(hash)) return false;
  const left = user.recoveryHashes.filter((kept) => kept !== hash);
  await tx.update(users).set({ recoveryHashes: left }).where(userIs(ctx, user.id));
  await appendAudit(ctx, tx, {
    action: "second_factor.recovery_code",
    objectType: "user",
    objectId: user.id,
    detail: { left: left.length },
  });
  return true;
}
