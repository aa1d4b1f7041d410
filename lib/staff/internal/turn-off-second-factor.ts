import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { type StoredUser, userIs } from "./load";

/** Forgets seed and recovery codes of a user whose row this transaction holds. */
export async function turnOffSecondFactor(ctx: Ctx, tx: Tx, user: StoredUser, action: string): Promise<void> {
  await tx.update(users).set({ totpSealed: "", totpLastStep: 0, recoveryHashes: [] }).where(userIs(ctx, user.id));
  await appendAudit(ctx, tx, {
    action,
    objectType: "user",
    objectId: user.id,
    detail: { before: "on", after: "off" },
  });
}
