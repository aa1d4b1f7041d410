import { and, eq, inArray } from "drizzle-orm";
import { linkUploads } from "@/db/schema/link-uploads";
import { linkBatches } from "@/db/schema/pay-links";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

/** Links that were made together; `fileName` is "" when a program sent them. */
export type LinkBatchView = { id: string; fileName: string; createdAt: Date };

/** @throws AppError forbidden */
export async function findLinkBatch(ctx: Ctx, batchId: string): Promise<LinkBatchView | null> {
  requirePermission(ctx, "payments.view");
  const limit = visibleAccountIds(ctx);
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ id: linkBatches.id, fileName: linkUploads.fileName, createdAt: linkBatches.createdAt })
      .from(linkBatches)
      .leftJoin(linkUploads, and(eq(linkUploads.firmId, linkBatches.firmId), eq(linkUploads.batchId, linkBatches.id)))
      .where(
        and(
          eq(linkBatches.firmId, ctx.firmId),
          eq(linkBatches.id, batchId),
          limit === null ? undefined : inArray(linkBatches.accountId, [...limit]),
        ),
      ),
  );
  const [row] = rows;
  return row ? { ...row, fileName: row.fileName ?? "" } : null;
}
