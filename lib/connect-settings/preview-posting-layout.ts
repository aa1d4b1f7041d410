import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { renderPostingFile } from "@/lib/posting-layouts/render";
import { sampleBatch } from "@/lib/posting-layouts/sample-batch";
import { composeNewestFile } from "@/lib/postings/compose-newest-file";
import { readLayoutText } from "./internal/read-layout-text";
import { requireConnection } from "./internal/require-connection";
import type { LayoutPreviewResult } from "./model";
import { requireConnectOn } from "./require-connect-on";
import type { PostingLayoutInput } from "./schemas";

/**
 * What a layout that is not saved yet makes of the newest records of its connection, by the very function that writes real files.
 * Saves nothing.
 * @throws AppError forbidden, not_found (`connect_off`, `connection_unknown`), invalid_input (`layout_wrong`, each problem by its path)
 */
export async function previewPostingLayout(
  ctx: Ctx,
  { connectionId, text }: PostingLayoutInput,
): Promise<LayoutPreviewResult> {
  requirePermission(ctx, "settings.manage");
  const layout = readLayoutText(text);
  const newest = await inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    await requireConnection(ctx, tx, connectionId);
    return composeNewestFile(ctx, tx, connectionId);
  });
  const batch = newest ?? sampleBatch("invoice");
  const result = renderPostingFile(layout, batch);
  if (!result.ok) return { kind: "refused", refusal: result.refusal };
  const { fileName, content, records, totalCents } = result.file;
  return { kind: "file", isSample: newest === null, fileName, content, records, totalCents, currency: batch.currency };
}
