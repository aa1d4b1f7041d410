import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/lists";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockView, refuseSameName, userIdOf } from "./internal/load";
import { queryOf } from "./rules";
import type { SaveViewInput } from "./schemas";

/**
 * Keeps a query and its columns under a name, new or in the place of what the view was. Views for the whole firm need "reports.manage".
 * @throws AppError forbidden, not_found (view_unknown), conflict (view_name_taken)
 */
export async function saveView(ctx: Ctx, input: SaveViewInput): Promise<{ viewId: string }> {
  requirePermission(ctx, "payments.view");
  if (input.isShared) requirePermission(ctx, "reports.manage");
  const now = ctx.clock.now();
  const { name, isShared, columns } = input;
  const values = { name, isShared, columns, query: queryOf(input.query), updatedAt: now };
  return inFirm(ctx, async (tx) => {
    const old = input.viewId === null ? null : await lockView(ctx, tx, input.viewId);
    const viewId = old?.id ?? ctx.ids.next("view");
    if (old) {
      const own = and(eq(savedViews.firmId, ctx.firmId), eq(savedViews.id, viewId));
      await refuseSameName(tx.update(savedViews).set(values).where(own).execute());
    } else {
      const row = { firmId: ctx.firmId, id: viewId, listId: input.listId, ownerId: userIdOf(ctx), createdAt: now };
      await refuseSameName(
        tx
          .insert(savedViews)
          .values({ ...row, ...values })
          .execute(),
      );
    }
    if (isShared || old?.isShared) {
      const detail = { name, listId: input.listId, isShared };
      await appendAudit(ctx, tx, { action: "view.save", objectType: "view", objectId: viewId, detail });
    }
    return { viewId };
  });
}
