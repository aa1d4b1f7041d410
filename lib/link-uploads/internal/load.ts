import { and, eq, inArray, ne, type SQL } from "drizzle-orm";
import { linkUploadRows, linkUploads } from "@/db/schema/link-uploads";
import { BATCH_FIELDS, type BatchTexts, type BatchValues, CELL_PROBLEMS, ROW_FAULTS } from "@/lib/link-batches/model";
import { visibleAccountIds } from "@/lib/platform/authorize";
import { type Actor, actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { UploadRow } from "../model";

export type StoredUpload = typeof linkUploads.$inferSelect;
export type StoredRow = typeof linkUploadRows.$inferSelect;

export function uploadIs(ctx: Ctx, uploadId: string): SQL | undefined {
  return and(eq(linkUploads.firmId, ctx.firmId), eq(linkUploads.id, uploadId));
}

export function rowsOf(ctx: Ctx, uploadId: string): SQL | undefined {
  return and(eq(linkUploadRows.firmId, ctx.firmId), eq(linkUploadRows.uploadId, uploadId));
}

/** Uploads into accounts that the actor may use; a removed one is not there. */
export function visibleUploads(ctx: Ctx): SQL | undefined {
  const limit = visibleAccountIds(ctx);
  return and(
    eq(linkUploads.firmId, ctx.firmId),
    ne(linkUploads.status, "removed"),
    limit === null ? undefined : inArray(linkUploads.accountId, [...limit]),
  );
}

/** The upload, locked until the transaction ends. @throws AppError not_found (upload_unknown) */
export async function lockUpload(ctx: Ctx, tx: Tx, uploadId: string): Promise<StoredUpload> {
  const rows = await tx
    .select()
    .from(linkUploads)
    .where(and(visibleUploads(ctx), eq(linkUploads.id, uploadId)))
    .for("update");
  if (!rows[0]) throw new AppError("not_found", { reason: "upload_unknown" });
  return rows[0];
}

/** The same for a change of its rows. @throws AppError not_found (upload_unknown), refused (upload_started) */
export async function lockReview(ctx: Ctx, tx: Tx, uploadId: string): Promise<StoredUpload> {
  const upload = await lockUpload(ctx, tx, uploadId);
  if (upload.status !== "review") throw new AppError("refused", { reason: "upload_started" });
  return upload;
}

/** A name that people know the actor by. */
export function nameOf(actor: Actor): string {
  return actor.kind === "user" || actor.kind === "api_key" ? actor.name : actorName(actor);
}

export function textsOf(cells: StoredRow["cells"]): BatchTexts {
  return Object.fromEntries(BATCH_FIELDS.map((field) => [field, cells[field] ?? ""])) as BatchTexts;
}

export function uploadRowOf(row: Omit<StoredRow, "firmId" | "uploadId" | "linkId">): UploadRow {
  const problems = row.problems.flatMap(({ field, code, values }) => {
    const known = BATCH_FIELDS.find((each) => each === field);
    const why = CELL_PROBLEMS.find((each) => each === code);
    return known && why ? [{ field: known, code: why, values }] : [];
  });
  return {
    line: row.line,
    texts: textsOf(row.cells),
    values: row.readings as BatchValues,
    fault: ROW_FAULTS.find((known) => known === row.fault) ?? null,
    problems,
    isDueEarly: row.isDueEarly,
    sameAs: row.sameAs,
  };
}
