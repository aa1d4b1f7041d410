import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/lists";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockView, refuseSameName } from "./internal/load";
import type { RenameViewInput } from "./schemas";

/** @throws AppError forbidden, not_found (view_unknown), conflict (view_name_taken) */
export async function renameView(ctx: Ctx, { viewId, name }: RenameViewInput): Promise<{ viewId: string }> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const view = await lockView(ctx, tx, viewId);
    const own = and(eq(savedViews.firmId, ctx.firmId), eq(savedViews.id, viewId));
    await refuseSameName(tx.update(savedViews).set({ name, updatedAt: ctx.clock.now() }).where(own).execute());
    if (view.isShared) {
      const detail = { from: view.name, to: name };
      await appendAudit(ctx, tx, { action: "view.rename", objectType: "view", objectId: viewId, detail });
    }
    return { viewId };
  });
}
