import { and, asc, desc, eq, gt, isNotNull, ne, sql } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { linkUploadRows, linkUploads } from "@/db/schema/link-uploads";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { linkBatches, payLinks } from "@/db/schema/pay-links";
import { readTokensOfLinks } from "@/lib/pay-links/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { countRows } from "./internal/count-rows";
import { rowsOf, type StoredUpload, uploadIs, uploadRowOf, visibleUploads } from "./internal/load";
import {
  type LinkUploadDetail,
  type LinkUploadRow,
  UPLOAD_FAILURES,
  UPLOAD_PAGE,
  UPLOAD_STATUSES,
  type UploadLink,
  type UploadMails,
  type UploadPage,
  type UploadView,
} from "./model";

/** More than anybody looks through; the links of all stand in Sent Pages. */
const SHOWN = 30;
const NO_MAILS: UploadMails = { all: 0, sent: 0, failed: 0, waiting: 0 };

/** The newest uploads of the firm into accounts of the one who acts. @throws AppError forbidden */
export async function listLinkUploads(ctx: Ctx): Promise<LinkUploadRow[]> {
  requirePermission(ctx, "links.send");
  const rows = await inFirm(ctx, (tx) =>
    selectUploads(tx)
      .where(visibleUploads(ctx))
      .orderBy(desc(linkUploads.createdAt), desc(linkUploads.id))
      .limit(SHOWN),
  );
  return rows.map((row) => viewOf(ctx, row));
}

/** One upload with its sums. @throws AppError forbidden, not_found (upload_unknown) */
export async function getLinkUpload(ctx: Ctx, uploadId: string): Promise<LinkUploadDetail> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const [row] = await selectUploads(tx).where(and(visibleUploads(ctx), eq(linkUploads.id, uploadId)));
    if (!row) throw new AppError("not_found", { reason: "upload_unknown" });
    return {
      ...viewOf(ctx, row),
      revision: row.upload.revision,
      totals: await countRows(ctx, tx, uploadId),
      sentBefore: row.upload.status === "review" ? await findSentBefore(ctx, tx, row.upload) : null,
      mails: row.upload.byEmail ? await countMails(ctx, tx, uploadId) : NO_MAILS,
    };
  });
}

type RowsAsked = { uploadId: string; view: UploadView; page: number };

/** One page of the rows of an upload; a page that is not there is the last one. @throws AppError forbidden, not_found (upload_unknown) */
export async function listUploadRows(ctx: Ctx, { uploadId, view, page }: RowsAsked): Promise<UploadPage> {
  requirePermission(ctx, "links.send");
  const { isRemoved, isBad, sameAs, line } = linkUploadRows;
  const inView = { all: undefined, bad: eq(isBad, true), twice: isNotNull(sameAs) }[view];
  const condition = and(rowsOf(ctx, uploadId), eq(isRemoved, false), inView);
  return inFirm(ctx, async (tx) => {
    const [known] = await tx
      .select({ id: linkUploads.id })
      .from(linkUploads)
      .where(and(visibleUploads(ctx), eq(linkUploads.id, uploadId)));
    if (!known) throw new AppError("not_found", { reason: "upload_unknown" });
    const [counted] = await tx.select({ rows: sql<number>`count(*)::int` }).from(linkUploadRows).where(condition);
    const count = counted?.rows ?? 0;
    const shown = Math.min(Math.max(page, 1), Math.max(1, Math.ceil(count / UPLOAD_PAGE)));
    const rows = await tx
      .select()
      .from(linkUploadRows)
      .where(condition)
      .orderBy(asc(line))
      .limit(UPLOAD_PAGE)
      .offset((shown - 1) * UPLOAD_PAGE);
    return { rows: rows.map(uploadRowOf), count, page: shown };
  });
}

/** The links that an upload became, in the order of its lines, after a line. @throws AppError forbidden, not_found (upload_unknown) */
export async function listUploadLinks(
  ctx: Ctx,
  { uploadId, afterLine, limit }: { uploadId: string; afterLine: number; limit: number },
): Promise<UploadLink[]> {
  requirePermission(ctx, "links.send");
  const found = await inFirm(ctx, (tx) =>
    tx
      .select({ line: linkUploadRows.line, link: payLinks })
      .from(linkUploads)
      .innerJoin(
        linkUploadRows,
        and(eq(linkUploadRows.firmId, linkUploads.firmId), eq(linkUploadRows.uploadId, linkUploads.id)),
      )
      .innerJoin(payLinks, and(eq(payLinks.firmId, linkUploadRows.firmId), eq(payLinks.id, linkUploadRows.linkId)))
      .where(and(visibleUploads(ctx), uploadIs(ctx, uploadId), gt(linkUploadRows.line, afterLine)))
      .orderBy(asc(linkUploadRows.line))
      .limit(limit),
  );
  const tokens = readTokensOfLinks(
    ctx,
    found.map(({ link }) => link),
  );
  return found.map(({ line, link }) => {
    const { number, invoiceNumber, invoiceDate, dueDate, recipientName, recipientEmails } = link;
    const { amountCents, currency, message, expiresAt } = link;
    const token = tokens.get(link.id) ?? "";
    const facts = { number, invoiceNumber, invoiceDate, dueDate, recipientName, recipientEmails };
    return { line, ...facts, amountCents, currency, message, expiresAt, token };
  });
}

const ROWS = sql`from ${linkUploadRows} r where r.firm_id = ${linkUploads.firmId} and r.upload_id = ${linkUploads.id}`;

/** What was started knows its sums; of a file in review they are counted. */
function selectUploads(tx: Tx) {
  return tx
    .select({
      upload: linkUploads,
      accountName: merchantAccounts.name,
      accountLast4: merchantAccounts.bankLast4,
      rows: sql<number>`coalesce(${linkBatches.links}, (select count(*) ${ROWS} and not r.is_removed))::int`,
      bad: sql<number>`case when ${linkUploads.status} <> 'review' then 0
        else (select count(*) ${ROWS} and not r.is_removed and r.is_bad) end::int`,
      made: sql<number>`case ${linkUploads.status} when 'done' then ${linkBatches.links} when 'review' then 0
        else (select count(*) ${ROWS} and r.link_id is not null) end::int`,
      totalCents: sql<string>`coalesce(${linkBatches.totalCents},
        (select coalesce(sum(r.amount_cents), 0) ${ROWS} and not r.is_removed))`,
    })
    .from(linkUploads)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, linkUploads.firmId), eq(merchantAccounts.id, linkUploads.accountId)),
    )
    .leftJoin(linkBatches, and(eq(linkBatches.firmId, linkUploads.firmId), eq(linkBatches.id, linkUploads.batchId)))
    .$dynamic();
}

type Selected = {
  upload: StoredUpload;
  accountName: string;
  accountLast4: string;
  rows: number;
  bad: number;
  made: number;
  totalCents: string;
};

function viewOf(ctx: Ctx, { upload, totalCents, ...counted }: Selected): LinkUploadRow {
  const { id, fileName, accountId, currency, byEmail, batchId, leasedUntil } = upload;
  const { createdByName, createdAt, changedAt, startedByName, startedAt, finishedAt } = upload;
  const status = UPLOAD_STATUSES.find((known) => known === upload.status) ?? "review";
  return {
    ...counted,
    ...{ id, fileName, accountId, currency, byEmail, batchId, status },
    ...{ createdByName, createdAt, changedAt, startedByName, startedAt, finishedAt },
    totalCents: Number(totalCents),
    failure: UPLOAD_FAILURES.find((known) => known === upload.failure) ?? null,
    isSilent: status === "running" && leasedUntil !== null && leasedUntil <= ctx.clock.now(),
  };
}

async function findSentBefore(ctx: Ctx, tx: Tx, upload: StoredUpload): Promise<LinkUploadDetail["sentBefore"]> {
  const { id, startedAt, startedByName, byEmail } = linkUploads;
  const [row] = await tx
    .select({ id, startedAt, startedByName, byEmail })
    .from(linkUploads)
    .where(
      and(
        visibleUploads(ctx),
        eq(linkUploads.fileHash, upload.fileHash),
        ne(linkUploads.id, upload.id),
        isNotNull(linkUploads.batchId),
      ),
    )
    .orderBy(desc(linkUploads.startedAt))
    .limit(1);
  if (!row?.startedAt) return null;
  return { ...row, startedAt: row.startedAt, byEmail: row.byEmail === true };
}

async function countMails(ctx: Ctx, tx: Tx, uploadId: string): Promise<UploadMails> {
  const [row] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      sent: sql<number>`(count(*) filter (where ${mails.status} = 'sent' and ${mails.outcome} <> 'bounced'))::int`,
      failed: sql<number>`(count(*) filter (where ${mails.status} = 'failed' or ${mails.outcome} = 'bounced'))::int`,
      waiting: sql<number>`(count(*) filter (where ${mails.status} = 'queued'))::int`,
    })
    .from(linkUploadRows)
    .innerJoin(
      mails,
      and(
        eq(mails.firmId, linkUploadRows.firmId),
        eq(mails.objectType, "pay_link"),
        eq(mails.objectId, linkUploadRows.linkId),
      ),
    )
    .where(rowsOf(ctx, uploadId));
  return row ?? NO_MAILS;
}
