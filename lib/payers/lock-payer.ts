import { and, eq } from "drizzle-orm";
import { payers } from "@/db/schema/payers";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

export type StoredPayer = typeof payers.$inferSelect;

/**
 * The payer, locked until the transaction ends, against everybody else who locks or changes it. Not against rows that point to it: a
 * charge holds its plan and then adds such rows, while a method that is saved holds the payer and then takes the plan; with the stronger
 * lock the two would wait for each other.
 * @throws AppError not_found
 */
export async function lockPayer(ctx: Ctx, tx: Tx, payerId: string): Promise<StoredPayer> {
  return lock(ctx, tx, payerId, "no key update");
}

/** The same against rows that point to it too: while payers are merged none may be added to the one that goes. @throws AppError not_found */
export async function lockPayerToMerge(ctx: Ctx, tx: Tx, payerId: string): Promise<StoredPayer> {
  return lock(ctx, tx, payerId, "update");
}

async function lock(ctx: Ctx, tx: Tx, payerId: string, strength: "update" | "no key update"): Promise<StoredPayer> {
  const rows = await tx.select().from(payers).where(payerIs(ctx, payerId)).for(strength);
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "payer_unknown" });
  return row;
}

export function payerIs(ctx: Ctx, payerId: string) {
  return and(eq(payers.firmId, ctx.firmId), eq(payers.id, payerId));
}
