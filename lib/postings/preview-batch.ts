import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { firmCounters } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { postingBatches, postings } from "@/db/schema/postings";
import { getConnectSettings, listPostingAccounts } from "@/lib/connect-settings/queries";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { chooseAfterDelivery } from "@/lib/posting-layouts/built-in-layouts";
import type { LayoutRefusal, RenderedPostingFile } from "@/lib/posting-layouts/model";
import { renderPostingFile } from "@/lib/posting-layouts/render";
import { composeFile, findLayout, loadNeighbours } from "./internal/compose-file";
import { groupBy } from "./internal/group-by";
import type { PostingRecord } from "./internal/load-records";
import { visiblePostings } from "./internal/select-rows";
import type { PostingSelection } from "./schemas";

/** One file as it would be written now; `file` null says why not. */
export type PreviewedFile = {
  accountId: string;
  accountName: string;
  currency: string;
  records: number;
  totalCents: number;
  file: RenderedPostingFile | null;
  refusal: LayoutRefusal | null;
  /** The account has no names in the matter system yet. */
  isUnmapped: boolean;
  /** What the matter system still needs once it is there; empty: nothing. */
  afterDelivery: string;
};

/** As many as stand in one file. */
const MOST_SHOWN = 2_000;

/**
 * The exact files that would be delivered if these records were posted now, by the function that writes them; `all`: every pending record.
 * Of what is queued and stands in a file already, that file. What takes a record back is shown where it would be posted: with that record
 * or after it. Nothing changes.
 * @throws AppError forbidden, not_found (connect_off), refused (layout_unreadable)
 */
export async function previewBatch(ctx: Ctx, selection: PostingSelection, locale = "en"): Promise<PreviewedFile[]> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const rows = await listShown(ctx, tx, selection);
    const names = new Map(rows.map(({ record, accountName }) => [record.accountId, accountName]));
    const records = rows.map(({ record }) => record);
    const files: PreviewedFile[] = [];
    const groups = groupBy(
      records.filter(({ batchId }) => batchId === null),
      ({ connectionId, accountId, currency }) => `${connectionId} ${accountId} ${currency}`,
    );
    for (const group of groups.values())
      files.push(await previewFile(ctx, tx, group, { names, place: files.length, locale }));
    for (const batchId of new Set(records.flatMap((record) => record.batchId ?? [])))
      files.push(await readWrittenFile(ctx, tx, batchId, { names, locale }));
    return files;
  });
}

function listShown(ctx: Ctx, tx: Tx, selection: PostingSelection) {
  const ids = "all" in selection ? null : sql.param([...selection.ids]);
  const original = sql`select o.state, o.id from ${postings} o where o.firm_id = ${ctx.firmId} and o.id = ${postings.reversesId}`;
  const goesAlong = ids ? sql`o.state = 'pending' and o.id = any(${ids})` : sql`o.state = 'pending'`;
  return tx
    .select({ record: postings, accountName: merchantAccounts.name })
    .from(postings)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, postings.firmId), eq(merchantAccounts.id, postings.accountId)),
    )
    .where(
      and(
        visiblePostings(ctx),
        sql`${postings.itemKey} <> ''`,
        ids
          ? and(sql`${postings.id} = any(${ids})`, inArray(postings.state, ["pending", "queued"]))
          : eq(postings.state, "pending"),
        or(
          isNull(postings.reversesId),
          sql`exists (${original} and (o.state in ('queued', 'posted') or (${goesAlong})))`,
        ),
      ),
    )
    .orderBy(asc(postings.number))
    .limit(MOST_SHOWN);
}

/** A file that is written never changes: it is shown as it is kept, whole. */
async function readWrittenFile(
  ctx: Ctx,
  tx: Tx,
  batchId: string,
  { names, locale }: { names: ReadonlyMap<string, string>; locale: string },
): Promise<PreviewedFile> {
  const [batch] = await tx
    .select()
    .from(postingBatches)
    .where(and(eq(postingBatches.firmId, ctx.firmId), eq(postingBatches.id, batchId)));
  invariant(batch, `file ${batchId} of a record exists`);
  const { connectionId, accountId, currency, records, totalCents, fileName, content, encoding } = batch;
  return {
    ...{ accountId, currency, records, totalCents, accountName: names.get(accountId) ?? "" },
    file: { fileName, content, encoding, records, totalCents },
    ...{ refusal: null, isUnmapped: false },
    afterDelivery: chooseAfterDelivery(await findLayout(ctx, tx, connectionId), locale),
  };
}

async function previewFile(
  ctx: Ctx,
  tx: Tx,
  records: PostingRecord[],
  { names, place, locale }: { names: ReadonlyMap<string, string>; place: number; locale: string },
): Promise<PreviewedFile> {
  const { connectionId = "", accountId = "", currency = "" } = records[0] ?? {};
  const layout = await findLayout(ctx, tx, connectionId);
  const mapped = (await listPostingAccounts(ctx, tx, connectionId)).find((each) => each.accountId === accountId);
  const blank = { accountId, ledgerCode: "", transactionType: "", bankAccount: "" };
  const { name, timeZone } = await getFirm(ctx, tx);
  const { postingDate } = await getConnectSettings(ctx, tx);
  const result = renderPostingFile(
    layout,
    composeFile(records, {
      ...{ postingDate, firm: { name, timeZone }, now: ctx.clock.now(), account: mapped ?? blank },
      batchId: "pbt_preview",
      number: await nextBatchNumber(ctx, tx, place),
      neighbours: await loadNeighbours(
        ctx,
        tx,
        inArray(
          postings.id,
          records.map(({ id }) => id),
        ),
      ),
    }),
  );
  return {
    ...{ accountId, currency, accountName: names.get(accountId) ?? "", records: records.length },
    totalCents: records.reduce((sum, { amountCents }) => sum + amountCents, 0),
    file: result.ok ? result.file : null,
    refusal: result.ok ? null : result.refusal,
    isUnmapped: mapped === undefined,
    afterDelivery: chooseAfterDelivery(layout, locale),
  };
}

/** The number that the next file would have; nothing is counted up. */
async function nextBatchNumber(ctx: Ctx, tx: Tx, place: number): Promise<string> {
  const year = ctx.clock.now().getUTCFullYear();
  const rows = await tx
    .select({ value: firmCounters.value })
    .from(firmCounters)
    .where(and(eq(firmCounters.firmId, ctx.firmId), eq(firmCounters.kind, "batch"), eq(firmCounters.year, year)));
  return `B-${year}-${String((rows[0]?.value ?? 0) + 1 + place).padStart(6, "0")}`;
}
