import { and, asc, eq } from "drizzle-orm";
import { allocationLines } from "@/db/schema/allocations";
import { isOfSubmission } from "@/lib/payment-pages/rules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { ClientLine } from "./model";
import { clientLinesOf } from "./rules";

/** What an obligation pays, line by line, as its client may see it; none where it is spread over nothing. For pages and mails of its payer. */
export async function listClientLines(
  ctx: Ctx,
  tx: Tx,
  { obligation, totalCents }: { obligation: string; totalCents: number },
): Promise<ClientLine[]> {
  const { kind, invoiceNumber, clientNumber, matterNumber, matterName, amountCents, place } = allocationLines;
  const rows = await tx
    .select({ kind, invoiceNumber, clientNumber, matterNumber, matterName, amountCents })
    .from(allocationLines)
    .where(and(eq(allocationLines.firmId, ctx.firmId), eq(allocationLines.obligation, obligation)))
    .orderBy(asc(place));
  return clientLinesOf(rows, totalCents, { isOfPage: isOfSubmission(obligation) });
}
