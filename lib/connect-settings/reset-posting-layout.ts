import { and, eq } from "drizzle-orm";
import { postingLayouts } from "@/db/schema/connections";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { requireConnection } from "./internal/require-connection";
import { requireConnectOn } from "./require-connect-on";
import type { ChooseConnectionInput } from "./schemas";

/**
 * Drops the firm's own layout, so that the built-in one counts again. The same again changes nothing.
 * @throws AppError forbidden, not_found (`connect_off`, `connection_unknown`)
 */
export async function resetPostingLayout(ctx: Ctx, { connectionId }: ChooseConnectionInput): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    await requireConnection(ctx, tx, connectionId);
    const dropped = await tx
      .delete(postingLayouts)
      .where(and(eq(postingLayouts.firmId, ctx.firmId), eq(postingLayouts.connectionId, connectionId)))
      .returning({ document: postingLayouts.document });
    if (dropped.length > 0)
      await appendAudit(ctx, tx, {
        action: "posting_layout.reset",
        objectType: "connection",
        objectId: connectionId,
        detail: { before: String(dropped[0]?.document.name ?? "") },
      });
    return { id: connectionId };
  });
}
