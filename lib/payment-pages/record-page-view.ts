import { sql } from "drizzle-orm";
import { pageViews } from "@/db/schema/payment-pages";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { loadPage } from "./internal/load";

/** Counts that a person opened the page, on this day of the firm. A draft counts nothing. */
export async function recordPageView(ctx: Ctx, pageId: string): Promise<void> {
  await inFirm(ctx, async (tx) => {
    const { page } = await loadPage(ctx, tx, pageId);
    if (page.status !== "published") return;
    const { timeZone } = await getFirm(ctx, tx);
    const day = dateInZone(ctx.clock.now(), timeZone);
    await tx
      .insert(pageViews)
      .values({ firmId: ctx.firmId, pageId, day, views: 1 })
      .onConflictDoUpdate({
        target: [pageViews.firmId, pageViews.pageId, pageViews.day],
        set: { views: sql`${pageViews.views} + 1` },
      });
  });
}
