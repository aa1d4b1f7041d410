import { and, eq } from "drizzle-orm";
import { exportParts, exports } from "@/db/schema/exports";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { exportIs, ownExports } from "./internal/load";
import { CONTENT_TYPES, type ExportStatus } from "./model";

export type ExportFile = { fileName: string; contentType: string; bytes: number; parts: AsyncIterable<Uint8Array> };

/**
 * A finished file of the user who acts, part by part; no connection is held while somebody is slow to take it.
 * @throws AppError forbidden, not_found (export_unknown, also when it is not finished or has expired)
 */
export async function readExportFile(ctx: Ctx, exportId: string): Promise<ExportFile> {
  requirePermission(ctx, "payments.view");
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select()
      .from(exports)
      .where(and(ownExports(ctx), eq(exports.id, exportId), eq(exports.status, "done"))),
  );
  const [found] = rows;
  if (!found || found.expiresAt <= ctx.clock.now()) throw new AppError("not_found", { reason: "export_unknown" });
  const { fileName, format, bytes } = found;
  return { fileName, contentType: CONTENT_TYPES[format], bytes, parts: readExportParts(ctx, exportId) };
}

/** The parts of a file in their order, each read on its own. */
export async function* readExportParts(ctx: Ctx, exportId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const rows = await inFirm(ctx, (tx) =>
      tx
        .select({ content: exportParts.content })
        .from(exportParts)
        .where(
          and(
            eq(exportParts.firmId, ctx.firmId),
            eq(exportParts.exportId, exportId),
            eq(exportParts.position, position),
          ),
        ),
    );
    if (!rows[0]) return;
    yield rows[0].content;
  }
}

export type FoundExport = {
  status: ExportStatus;
  fileName: string;
  contentType: string;
  bytes: number;
  rows: number;
  query: string;
};

/** What is known of an export, whosever it is; for the mail that it was ordered for. */
export async function findExportFile(ctx: Ctx, tx: Tx, exportId: string): Promise<FoundExport | null> {
  const rows = await tx.select().from(exports).where(exportIs(ctx, exportId));
  if (!rows[0]) return null;
  const { status, fileName, format, bytes, rowsDone, query } = rows[0];
  return { status, fileName, contentType: CONTENT_TYPES[format], bytes, rows: rowsDone, query };
}
