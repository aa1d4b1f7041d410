import { and, asc, eq } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

export type PostingRecord = typeof postings.$inferSelect;

/** All records of a payment, oldest first, locked until the transaction ends so that none is queued or removed meanwhile. */
export async function lockRecordsOf(ctx: Ctx, tx: Tx, paymentId: string): Promise<PostingRecord[]> {
  return tx
    .select()
    .from(postings)
    .where(and(eq(postings.firmId, ctx.firmId), eq(postings.paymentId, paymentId)))
    .orderBy(asc(postings.number))
    .for("update");
}
