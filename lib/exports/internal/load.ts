import { and, eq, type SQL } from "drizzle-orm";
import { exports } from "@/db/schema/exports";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { EXPORT_FAILURES, type ExportRow } from "../model";

export type StoredExport = typeof exports.$inferSelect;

export function exportIs(ctx: Ctx, exportId: string): SQL | undefined {
  return and(eq(exports.firmId, ctx.firmId), eq(exports.id, exportId));
}

/** Each user has their own exports; nobody else's exist for them. */
export function ownExports(ctx: Ctx): SQL | undefined {
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : "";
  return and(eq(exports.firmId, ctx.firmId), eq(exports.requestedBy, userId));
}

/** @throws AppError not_found (export_unknown), also for somebody else's */
export async function lockOwnExport(ctx: Ctx, tx: Tx, exportId: string): Promise<StoredExport> {
  const rows = await tx
    .select()
    .from(exports)
    .where(and(ownExports(ctx), eq(exports.id, exportId)))
    .for("update");
  if (!rows[0]) throw new AppError("not_found", { reason: "export_unknown" });
  return rows[0];
}

export function exportRowOf(stored: StoredExport): ExportRow {
  const { id, listId, format, status, fileName, rowsTotal, rowsDone, bytes } = stored;
  const { requestedAt, finishedAt, expiresAt } = stored;
  const failure = EXPORT_FAILURES.find((known) => known === stored.failure) ?? null;
  return {
    id,
    listId,
    format,
    status,
    fileName,
    rowsTotal,
    rowsDone,
    bytes,
    failure,
    requestedAt,
    finishedAt,
    expiresAt,
  };
}
