import { and, eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { getPostingLayout } from "@/lib/connect-settings/get-posting-layout";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { LineState } from "@/lib/connections/model";
import { lineStateOf } from "@/lib/connections/rules";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { PostingLayout } from "@/lib/posting-layouts/model";
import { findLastDelivery } from "./queries";

/** Where postings go, and how that stands. `system` is null while no matter system is in use. */
export type PostingDesk = {
  system: MatterSystemId | null;
  line: { state: LineState; since: Date } | null;
  /** What the matter system still needs after a delivery, in the words of the layout by language. */
  afterDelivery: PostingLayout["afterDelivery"] | null;
  deliveredAt: Date | null;
  confirmedAt: Date | null;
};

/** @throws AppError forbidden, not_found (connect_off) */
export async function getPostingDesk(ctx: Ctx): Promise<PostingDesk> {
  requirePermission(ctx, "postings.manage");
  const last = await findLastDelivery(ctx);
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const inUse = await findConnectionInUse(ctx, tx);
    if (!inUse) return { system: null, line: null, afterDelivery: null, ...last };
    const { lastSeenAt, revokedAt, createdAt } = connections;
    const rows = await tx
      .select({ lastSeenAt, revokedAt, createdAt })
      .from(connections)
      .where(and(eq(connections.firmId, ctx.firmId), eq(connections.id, inUse.id)));
    const { layout } = await getPostingLayout(ctx, tx, inUse);
    return {
      system: inUse.system,
      line: rows[0] ? lineStateOf(rows[0], ctx.clock.now()) : null,
      afterDelivery: layout.afterDelivery,
      ...last,
    };
  });
}
