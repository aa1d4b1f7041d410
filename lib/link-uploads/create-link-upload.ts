import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { linkUploadRows, linkUploads } from "@/db/schema/link-uploads";
import { appendAudit } from "@/lib/audit/append-audit";
import { findBatchAccount } from "@/lib/link-batches/find-batch-account";
import type { BatchValues } from "@/lib/link-batches/model";
import { readBatchRows, type WrittenRow } from "@/lib/link-batches/read-batch-rows";
import { findDuplicates } from "@/lib/link-batches/rules";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { insertAllRows } from "@/lib/platform/insert-all-rows";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { nameOf } from "./internal/load";
import { readRow } from "./internal/read-row";
import type { CreateUploadInput } from "./schemas";

const LONGEST_NAME = 120;

/**
 * Keeps every row of a file, good or bad, to be looked through. No link is made. The same file again from the same load of the form is
 * the same upload.
 * @throws AppError forbidden, invalid_input (account_unknown, trust_not_for_files, file_without_rows, the codes of FileRefusal)
 */
export async function createLinkUpload(
  ctx: Ctx,
  { file, account: wanted, name, key }: CreateUploadInput & { file: Uint8Array },
): Promise<{ uploadId: string }> {
  requirePermission(ctx, "links.send");
  const account = await inFirm(ctx, (tx) => findBatchAccount(ctx, tx, wanted));
  const read = await readBatchRows(file);
  if (!read.ok) {
    const { code, message, detail } = read.refusal;
    throw new AppError("invalid_input", { reason: code, userMessage: message, detail: detail ?? "" });
  }
  if (read.rows.length === 0) throw new AppError("invalid_input", { reason: "file_without_rows" });
  const fileHash = createHash("sha256").update(file).digest("hex");
  const upload = {
    requestKey: `${key}:${account.id}:${fileHash}`,
    accountId: account.id,
    currency: account.currency,
    fileName: plainName(name),
    fileHash,
  };
  return inFirm(ctx, (tx) => writeUpload(ctx, tx, upload, read.rows));
}

type NewUpload = Pick<
  typeof linkUploads.$inferInsert,
  "requestKey" | "accountId" | "currency" | "fileName" | "fileHash"
>;

async function writeUpload(ctx: Ctx, tx: Tx, upload: NewUpload, rows: WrittenRow[]): Promise<{ uploadId: string }> {
  const now = ctx.clock.now();
  const { firmId } = ctx;
  const added = await tx
    .insert(linkUploads)
    .values({
      ...upload,
      firmId,
      id: ctx.ids.next("upl"),
      status: "review",
      createdBy: actorName(ctx.actor),
      createdByName: nameOf(ctx.actor),
      createdAt: now,
      changedAt: now,
    })
    // Waits for a request with the same key that is at work, then finds its upload.
    .onConflictDoNothing({ target: [linkUploads.firmId, linkUploads.requestKey] })
    .returning({ id: linkUploads.id });
  const uploadId = added[0]?.id;
  if (uploadId === undefined) return { uploadId: await findByRequest(ctx, tx, upload.requestKey) };

  const readRows = rows.map(({ line, texts, fault }) => ({ line, ...readRow(texts, fault, upload.currency) }));
  const doubles = findDuplicates(readRows.map(({ line, readings }) => ({ line, values: readings as BatchValues })));
  const stored = readRows.map((row) => ({ firmId, uploadId, ...row, sameAs: doubles.get(row.line) ?? null }));
  await tx.execute(
    insertAllRows(
      linkUploadRows,
      stored.map((row) => ({ ...row, isRemoved: false })),
    ),
  );
  await appendAudit(ctx, tx, {
    action: "link_upload.create",
    objectType: "link_upload",
    objectId: uploadId,
    detail: { fileName: upload.fileName, fileHash: upload.fileHash, accountId: upload.accountId, rows: rows.length },
  });
  return { uploadId };
}

async function findByRequest(ctx: Ctx, tx: Tx, requestKey: string): Promise<string> {
  const rows = await tx
    .select({ id: linkUploads.id })
    .from(linkUploads)
    .where(and(eq(linkUploads.firmId, ctx.firmId), eq(linkUploads.requestKey, requestKey)));
  invariant(rows[0], "the upload that stands in the way is there");
  return rows[0].id;
}

/** What is left of a file's name without marks that cannot be seen. */
function plainName(name: string): string {
  const seen = name.replace(/\p{C}/gu, "").trim();
  return seen.length > LONGEST_NAME ? `${seen.slice(0, LONGEST_NAME)}…` : seen;
}
