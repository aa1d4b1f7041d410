import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** The link by which the rest of an invoice is paid; null when nothing is asked for. */
export async function findOpenLinkId(ctx: Ctx, tx: Tx, invoiceId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: payLinks.id })
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.invoiceId, invoiceId), eq(payLinks.status, "open")));
  return row?.id ?? null;
}
