import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { linkIs } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";

/**
 * Takes an open link back whose amount no longer holds, in the transaction of what changed it. The caller has locked it and knows that
 * nobody is paying it.
 */
export async function withdrawPayLink(ctx: Ctx, tx: Tx, linkId: string): Promise<void> {
  await tx
    .update(payLinks)
    .set({ status: "cancelled", closedAt: ctx.clock.now() })
    .where(and(linkIs(ctx, linkId), eq(payLinks.status, "open")));
  await logLinkEvent(ctx, tx, linkId, "cancelled");
}
