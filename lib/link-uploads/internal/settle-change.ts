import { and, asc, eq, sql } from "drizzle-orm";
import { linkUploadRows, linkUploads } from "@/db/schema/link-uploads";
import { findDuplicates } from "@/lib/link-batches/rules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { ChangedRows } from "../model";
import { countRows } from "./count-rows";
import { rowsOf, type StoredUpload, uploadIs } from "./load";

type Change = { row?: ChangedRows["row"]; lines?: number[]; mayDouble: boolean };

/**
 * What follows from a change of rows, within its transaction and beneath the lock of its upload: doubles are looked for anew, the
 * revision grows, and the sums are taken.
 */
export async function settleChange(ctx: Ctx, tx: Tx, upload: StoredUpload, change: Change): Promise<ChangedRows> {
  const { row = null, lines = [], mayDouble } = change;
  const doubles = mayDouble ? await markDoubles(ctx, tx, upload.id) : [];
  const revision = upload.revision + 1;
  await tx.update(linkUploads).set({ revision, changedAt: ctx.clock.now() }).where(uploadIs(ctx, upload.id));
  const own = doubles.find(({ line }) => line === row?.line);
  return {
    revision,
    totals: await countRows(ctx, tx, upload.id),
    row: row && own ? { ...row, sameAs: own.sameAs } : row,
    doubles,
    lines,
  };
}

/** Only the rows whose double is another one now are written. */
async function markDoubles(ctx: Ctx, tx: Tx, uploadId: string): Promise<ChangedRows["doubles"]> {
  const { line, sameAs, readings } = linkUploadRows;
  const rows = await tx
    .select({
      line,
      sameAs,
      invoiceNumber: sql<string | null>`${readings} ->> 'invoiceNumber'`,
      recipientName: sql<string | null>`${readings} ->> 'recipientName'`,
      recipientEmails: sql<string[] | null>`nullif(${readings} -> 'recipientEmails', 'null'::jsonb)`,
    })
    .from(linkUploadRows)
    .where(and(rowsOf(ctx, uploadId), eq(linkUploadRows.isRemoved, false)))
    .orderBy(asc(line));
  const found = findDuplicates(rows.map(({ line: at, sameAs: _, ...values }) => ({ line: at, values })));
  const changed = rows
    .map((row) => ({ line: row.line, was: row.sameAs, sameAs: found.get(row.line) ?? null }))
    .filter((row) => row.was !== row.sameAs)
    .map(({ line: at, sameAs: now }) => ({ line: at, sameAs: now }));
  if (changed.length === 0) return [];
  const list = JSON.stringify(changed.map((row) => ({ line: row.line, same_as: row.sameAs })));
  await tx.execute(sql`update link_upload_rows r set same_as = c.same_as
    from jsonb_to_recordset(${list}::jsonb) as c(line int, same_as int)
    where r.firm_id = ${ctx.firmId} and r.upload_id = ${uploadId} and r.line = c.line`);
  return changed;
}
