import { payers } from "@/db/schema/payers";
import { payerIs, type StoredPayer } from "@/lib/payers/lock-payer";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/** A schedule's payer, not locked: whoever keeps a method holds the payer and waits for the schedule. */
export async function readPayer(ctx: Ctx, tx: Tx, payerId: string): Promise<StoredPayer> {
  const [row] = await tx.select().from(payers).where(payerIs(ctx, payerId));
  invariant(row, `the payer ${payerId} of a schedule is there`);
  return row;
}
