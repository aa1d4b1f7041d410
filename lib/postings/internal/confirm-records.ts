import { and, eq, inArray, isNull } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import type { ConfirmedRecord } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";

/** How many references a matter system is asked about at once. */
const AT_ONCE = 500;

/** Asks the matter system for these records and marks those that it shows. How many they were. @throws AppError upstream_unavailable */
export async function confirmRecords(ctx: Ctx, system: MatterSystem, references: readonly string[]): Promise<number> {
  let confirmed = 0;
  for (let from = 0; from < references.length; from += AT_ONCE) {
    const found = await system.confirmRecords(references.slice(from, from + AT_ONCE));
    if (found.length > 0) confirmed += await inFirm(ctx, (tx) => markConfirmed(ctx, tx, found));
  }
  return confirmed;
}

async function markConfirmed(ctx: Ctx, tx: Tx, found: readonly ConfirmedRecord[]): Promise<number> {
  const byReference = new Map(found.map((each) => [each.reference, each]));
  const rows = await tx
    .select({ id: postings.id, number: postings.number })
    .from(postings)
    .where(
      and(
        eq(postings.firmId, ctx.firmId),
        inArray(postings.number, [...byReference.keys()]),
        eq(postings.state, "posted"),
        isNull(postings.confirmedAt),
      ),
    )
    .orderBy(postings.number)
    .for("update");
  for (const { id, number } of rows) {
    const receiptRef = byReference.get(number)?.receiptRef ?? "";
    await tx
      .update(postings)
      .set({ confirmedAt: ctx.clock.now(), receiptRef })
      .where(and(eq(postings.firmId, ctx.firmId), eq(postings.id, id)));
  }
  return rows.length;
}
