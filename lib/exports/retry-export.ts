import { exports } from "@/db/schema/exports";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { exportIs, lockOwnExport } from "./internal/load";
import { DAY_MS, enqueueExportJob } from "./internal/queue-export";
import { KEPT_DAYS } from "./model";
import type { ExportIdInput } from "./schemas";

/** Orders an export again that failed or was cancelled. @throws AppError forbidden, not_found, refused (export_not_ended) */
export async function retryExport(ctx: Ctx, { exportId }: ExportIdInput): Promise<void> {
  requirePermission(ctx, "payments.view");
  const now = ctx.clock.now();
  await inFirm(ctx, async (tx) => {
    const { status } = await lockOwnExport(ctx, tx, exportId);
    if (status === "queued") return;
    if (status !== "failed" && status !== "cancelled") throw new AppError("refused", { reason: "export_not_ended" });
    const expiresAt = new Date(now.getTime() + KEPT_DAYS * DAY_MS);
    await tx
      .update(exports)
      .set({ status: "queued", failure: "", finishedAt: null, leasedUntil: null, expiresAt })
      .where(exportIs(ctx, exportId));
    await enqueueExportJob(ctx, tx, exportId);
  });
}
