import { and, eq } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** A debit of a bank account is announced; a card charge need not be. */
export async function isBankAccount(ctx: Ctx, tx: Tx, methodId: string): Promise<boolean> {
  const [method] = await tx
    .select({ kind: paymentMethods.kind })
    .from(paymentMethods)
    .where(and(eq(paymentMethods.firmId, ctx.firmId), eq(paymentMethods.id, methodId)));
  return method?.kind === "echeck";
}
