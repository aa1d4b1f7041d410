import { and, eq } from "drizzle-orm";
import { receipts } from "@/db/schema/payments";
import type { Ctx } from "@/lib/platform/context";
import { unseal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import { receiptTokenPlace } from "./issue-receipt";

/** The token of a payment's receipt page, or null when there is none. */
export async function findReceiptToken(ctx: Ctx, tx: Tx, paymentId: string): Promise<string | null> {
  const rows = await tx
    .select({ sealed: receipts.tokenSealed })
    .from(receipts)
    .where(and(eq(receipts.firmId, ctx.firmId), eq(receipts.paymentId, paymentId)));
  const row = rows[0];
  return row ? unseal(row.sealed, receiptTokenPlace(ctx.firmId)) : null;
}
