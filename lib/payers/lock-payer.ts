import { and, eq } from "drizzle-orm";
import { payers } from "@/db/schema/payers";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

export type StoredPayer = typeof payers.$inferSelect;

/** The payer, locked until the transaction ends. @throws AppError not_found */
export async function lockPayer(ctx: Ctx, tx: Tx, payerId: string): Promise<StoredPayer> {
  const rows = await tx.select().from(payers).where(payerIs(ctx, payerId)).for("update");
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "payer_unknown" });
  return row;
}

export function payerIs(ctx: Ctx, payerId: string) {
  return and(eq(payers.firmId, ctx.firmId), eq(payers.id, payerId));
}
