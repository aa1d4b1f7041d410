import { createHash } from "node:crypto";
import { postingLayouts } from "@/db/schema/connections";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { PostingLayout } from "@/lib/posting-layouts/model";
import { getPostingLayout } from "./get-posting-layout";
import { readLayoutText } from "./internal/read-layout-text";
import { requireConnection } from "./internal/require-connection";
import { requireConnectOn } from "./require-connect-on";
import type { PostingLayoutInput } from "./schemas";

/**
 * Keeps the firm's own layout of posting files. Files that were made keep their text.
 * @throws AppError forbidden, not_found (`connect_off`, `connection_unknown`), invalid_input (`layout_wrong`, each problem by its path)
 */
export async function savePostingLayout(
  ctx: Ctx,
  { connectionId, text }: PostingLayoutInput,
): Promise<{ name: string }> {
  requirePermission(ctx, "settings.manage");
  const layout = readLayoutText(text);
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const connection = await requireConnection(ctx, tx, connectionId);
    const before = await getPostingLayout(ctx, tx, connection);
    const row = {
      document: layout as unknown as Record<string, unknown>,
      savedBy: actorName(ctx.actor),
      savedAt: ctx.clock.now(),
    };
    await tx
      .insert(postingLayouts)
      .values({ firmId: ctx.firmId, connectionId, ...row })
      .onConflictDoUpdate({ target: [postingLayouts.firmId, postingLayouts.connectionId], set: row });
    await appendAudit(ctx, tx, {
      action: "posting_layout.saved",
      objectType: "connection",
      objectId: connectionId,
      detail: { before: summaryOf(before.layout), wasOwn: before.own !== null, after: summaryOf(layout) },
    });
    return { name: layout.name };
  });
}

/** What an audit keeps of a document that may be long: enough to prove which one it was. */
function summaryOf(layout: PostingLayout): Record<string, string> {
  const sha256 = createHash("sha256").update(JSON.stringify(layout)).digest("hex");
  return { name: layout.name, format: layout.format, fileName: layout.fileName, sha256 };
}
