import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { linkUploadRows, linkUploads } from "@/db/schema/link-uploads";
import { appendAudit } from "@/lib/audit/append-audit";
import { getFirm } from "@/lib/firms/queries";
import type { BatchValues } from "@/lib/link-batches/model";
import { findMerchantAccount } from "@/lib/merchant-accounts/queries";
import { createPayLinks, type LinkOrder } from "@/lib/pay-links/create-pay-links";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { leaseFrom } from "./internal/enqueue-upload";
import { rowsOf, type StoredRow, type StoredUpload, uploadIs } from "./internal/load";

/** Short transactions: the firm's next link number waits for them. */
const ROWS_AT_ONCE = 200;

/**
 * Makes the links of a started upload, some rows at a time, each with its mails in one transaction. Rows that another process has in
 * hand are left to it, and a row has one link at most, so it may run twice, at once, or after a crash in the middle.
 */
export async function makeUploadLinks(ctx: Ctx, uploadId: string): Promise<void> {
  for (;;) {
    const isMore = await inFirm(ctx, (tx) => makeSomeLinks(ctx, tx, uploadId));
    if (!isMore) return;
  }
}

async function makeSomeLinks(ctx: Ctx, tx: Tx, uploadId: string): Promise<boolean> {
  const [upload] = await tx
    .select()
    .from(linkUploads)
    .where(and(uploadIs(ctx, uploadId), eq(linkUploads.status, "running")));
  if (!upload) return false;
  const rows = await tx
    .select()
    .from(linkUploadRows)
    .where(toMake(ctx, uploadId))
    .orderBy(asc(linkUploadRows.line))
    .limit(ROWS_AT_ONCE)
    .for("update", { skipLocked: true });
  if (rows.length === 0) {
    await finishUpload(ctx, tx, upload);
    return false;
  }
  const account = await findMerchantAccount(ctx, tx, upload.accountId);
  if (account?.kind !== "operating") {
    await tx
      .update(linkUploads)
      .set({ status: "stopped", failure: "account_unknown", leasedUntil: null })
      .where(uploadIs(ctx, uploadId));
    return false;
  }
  const { batchId, byEmail } = upload;
  invariant(batchId !== null && byEmail !== null, "a running upload has its batch");
  const orders = rows.map((row) => orderOf(row));
  const firm = await getFirm(ctx, tx);
  const sender = inNameOf(ctx, upload);
  const ids = await createPayLinks(sender, tx, { batchId, firm, account, send: byEmail, links: orders });
  await noteLinks(ctx, tx, rows, ids);
  await tx
    .update(linkUploads)
    .set({ leasedUntil: leaseFrom(ctx) })
    .where(uploadIs(ctx, uploadId));
  return true;
}

function toMake(ctx: Ctx, uploadId: string) {
  return and(rowsOf(ctx, uploadId), isNull(linkUploadRows.linkId), eq(linkUploadRows.isRemoved, false));
}

async function noteLinks(ctx: Ctx, tx: Tx, rows: readonly StoredRow[], ids: readonly string[]): Promise<void> {
  const list = JSON.stringify(rows.map(({ line }, index) => ({ line, link_id: ids[index] })));
  await tx.execute(sql`update link_upload_rows r set link_id = m.link_id
    from jsonb_to_recordset(${list}::jsonb) as m(line int, link_id text)
    where r.firm_id = ${ctx.firmId} and r.upload_id = ${rows[0]?.uploadId ?? ""} and r.line = m.line`);
}

/** Rows that another process has in hand are still to make, and the last process finds none. */
async function finishUpload(ctx: Ctx, tx: Tx, upload: StoredUpload): Promise<void> {
  const [locked] = await tx
    .select({ status: linkUploads.status })
    .from(linkUploads)
    .where(uploadIs(ctx, upload.id))
    .for("update");
  const [left] = await tx.select({ rows: count() }).from(linkUploadRows).where(toMake(ctx, upload.id));
  if (locked?.status !== "running" || (left?.rows ?? 0) > 0) return;
  await tx
    .update(linkUploads)
    .set({ status: "done", failure: "", leasedUntil: null, finishedAt: ctx.clock.now() })
    .where(uploadIs(ctx, upload.id));
  await appendAudit(inNameOf(ctx, upload), tx, {
    action: "link_upload.finish",
    objectType: "link_upload",
    objectId: upload.id,
    detail: { batchId: upload.batchId },
  });
}

/** Histories name whoever pressed the button; the permission was asked for then. */
function inNameOf(ctx: Ctx, { startedBy: userId, startedByName: name }: StoredUpload): Ctx {
  if (userId === "") return ctx;
  return { ...ctx, actor: { kind: "user", userId, name, permissions: [], accountIds: null } };
}

function orderOf({ uploadId, line, readings }: StoredRow): LinkOrder {
  const values = readings as BatchValues;
  const { invoiceNumber, invoiceDate, dueDate, recipientName, recipientEmails, amountCents } = values;
  invariant(
    invoiceNumber !== null &&
      invoiceDate !== null &&
      dueDate !== null &&
      recipientName !== null &&
      recipientEmails !== null &&
      amountCents !== null,
    `row ${line} is complete`,
  );
  return {
    requestKey: `upload:${uploadId}:${line}`,
    invoiceNumber,
    invoiceDate,
    dueDate,
    recipientName,
    recipientEmails,
    amountCents,
    message: values.customMessage ?? "",
  };
}
