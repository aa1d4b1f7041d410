import { and, eq } from "drizzle-orm";
import { linkBatches } from "@/db/schema/pay-links";
import { appendAudit } from "@/lib/audit/append-audit";
import { getFirm } from "@/lib/firms/queries";
import { createPayLinks, type LinkOrder } from "@/lib/pay-links/create-pay-links";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError, type FieldError, invariant } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findBatchAccount } from "./find-batch-account";
import type { BatchPreview, BatchRow } from "./model";
import { previewLinkBatch } from "./preview-link-batch";

export type LinkBatchInput = {
  file: Uint8Array;
  /** Id or exact name, "" for the firm's default. */
  account: string;
  send: boolean;
  /** Of the form or request: the same file twice under one key is one batch. */
  requestKey: string;
};

export type CreatedLinkBatch = { batchId: string; created: number };

const MOST_PROBLEMS = 100;

/**
 * Makes a link of every row, and mails them if asked: all in one transaction, or none when any row is wrong.
 * @throws AppError forbidden, invalid_input (rows_invalid, file_without_rows, account_unknown, trust_not_for_files, codes of FileRefusal)
 */
export async function createLinkBatch(ctx: Ctx, input: LinkBatchInput): Promise<CreatedLinkBatch> {
  requirePermission(ctx, "links.send");
  const preview = await previewLinkBatch(ctx, input);
  if (preview.counts.rows === 0) throw new AppError("invalid_input", { reason: "file_without_rows" });
  if (preview.counts.invalid > 0) throw refuseRows(preview);
  return inFirm(ctx, (tx) => writeBatch(ctx, tx, input, preview));
}

async function writeBatch(ctx: Ctx, tx: Tx, input: LinkBatchInput, preview: BatchPreview): Promise<CreatedLinkBatch> {
  const account = await findBatchAccount(ctx, tx, input.account);
  const { requestKey, send } = input;
  const totals = { links: preview.counts.rows, totalCents: preview.totalCents, currency: account.currency };
  const added = await tx
    .insert(linkBatches)
    .values({
      firmId: ctx.firmId,
      id: ctx.ids.next("bat"),
      requestKey,
      accountId: account.id,
      ...totals,
      byEmail: send,
      createdBy: actorName(ctx.actor),
      createdAt: ctx.clock.now(),
    })
    // Waits for a request with the same key that is at work, then finds its batch.
    .onConflictDoNothing({ target: [linkBatches.firmId, linkBatches.requestKey] })
    .returning({ id: linkBatches.id });
  const batchId = added[0]?.id;
  if (batchId === undefined) return findByRequest(ctx, tx, requestKey);

  const firm = await getFirm(ctx, tx);
  const links = preview.rows.map((row) => orderOf(row, `${requestKey}:${row.line}`));
  await createPayLinks(ctx, tx, { batchId, firm, account, send, links });
  await appendAudit(ctx, tx, {
    action: "link_batch.create",
    objectType: "link_batch",
    objectId: batchId,
    detail: { ...totals, accountId: account.id, send },
  });
  return { batchId, created: totals.links };
}

async function findByRequest(ctx: Ctx, tx: Tx, requestKey: string): Promise<CreatedLinkBatch> {
  const rows = await tx
    .select({ batchId: linkBatches.id, created: linkBatches.links })
    .from(linkBatches)
    .where(and(eq(linkBatches.firmId, ctx.firmId), eq(linkBatches.requestKey, requestKey)));
  const row = rows[0];
  invariant(row, "the batch that stands in the way is there");
  return row;
}

function orderOf({ values, line }: BatchRow, requestKey: string): LinkOrder {
  const { invoiceNumber, invoiceDate, dueDate, recipientName, recipientEmails, amountCents, customMessage } = values;
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
    requestKey,
    invoiceNumber,
    invoiceDate,
    dueDate,
    recipientName,
    recipientEmails,
    amountCents,
    message: customMessage ?? "",
  };
}

function refuseRows({ rows, counts }: BatchPreview): AppError {
  const fields: FieldError[] = [];
  for (const { line, errors } of rows) {
    for (const { column, message } of errors)
      fields.push({ path: column === null ? `${line}` : `${line}.${column}`, message });
    if (fields.length >= MOST_PROBLEMS) break;
  }
  const some = counts.invalid === 1 ? "1 row is" : `${counts.invalid} rows are`;
  return new AppError("invalid_input", {
    reason: "rows_invalid",
    userMessage: `${some} wrong, so no link was made. \`errors\` names line and column; correct the file and send it again.`,
    fields: fields.slice(0, MOST_PROBLEMS),
  });
}
