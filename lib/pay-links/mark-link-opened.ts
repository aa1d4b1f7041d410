import { and, isNull } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { linkIs } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";

/** Notes the first time a person opened the page. Never changes whether the link can be paid. */
export async function markLinkOpened(ctx: Ctx, linkId: string): Promise<void> {
  await inFirm(ctx, async (tx) => {
    const marked = await tx
      .update(payLinks)
      .set({ openedAt: ctx.clock.now() })
      .where(and(linkIs(ctx, linkId), isNull(payLinks.openedAt)))
      .returning({ id: payLinks.id });
    if (marked.length > 0) await logLinkEvent(ctx, tx, linkId, "opened");
  });
}
