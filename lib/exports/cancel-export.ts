import { and, eq } from "drizzle-orm";
import { exportParts, exports } from "@/db/schema/exports";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { exportIs, lockOwnExport } from "./internal/load";
import type { ExportIdInput } from "./schemas";

/** Stops an export that is under way; whoever writes it finds out with its next part. @throws AppError forbidden, not_found, refused (export_finished) */
export async function cancelExport(ctx: Ctx, { exportId }: ExportIdInput): Promise<void> {
  requirePermission(ctx, "payments.view");
  await inFirm(ctx, async (tx) => {
    const { status } = await lockOwnExport(ctx, tx, exportId);
    if (status === "cancelled") return;
    if (status !== "queued" && status !== "running") throw new AppError("refused", { reason: "export_finished" });
    await tx
      .update(exports)
      .set({ status: "cancelled", finishedAt: ctx.clock.now(), leasedUntil: null, rowsDone: 0, bytes: 0 })
      .where(exportIs(ctx, exportId));
    await tx.delete(exportParts).where(and(eq(exportParts.firmId, ctx.firmId), eq(exportParts.exportId, exportId)));
  });
}
