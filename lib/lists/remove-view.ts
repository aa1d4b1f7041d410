import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/lists";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockView } from "./internal/load";
import type { RemoveViewInput } from "./schemas";

/** Takes a view away, and with it the mails that were scheduled for it. @throws AppError forbidden, not_found (view_unknown) */
export async function removeView(ctx: Ctx, { viewId }: RemoveViewInput): Promise<{ viewId: string }> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const view = await lockView(ctx, tx, viewId);
    await tx.delete(savedViews).where(and(eq(savedViews.firmId, ctx.firmId), eq(savedViews.id, viewId)));
    if (view.isShared) {
      const detail = { name: view.name, listId: view.listId };
      await appendAudit(ctx, tx, { action: "view.remove", objectType: "view", objectId: viewId, detail });
    }
    return { viewId };
  });
}
