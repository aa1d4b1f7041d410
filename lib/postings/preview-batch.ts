import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { firmCounters } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { postings } from "@/db/schema/postings";
import { getConnectSettings, listPostingAccounts } from "@/lib/connect-settings/queries";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
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
 * What is queued and in no file yet is shown with its selection. Nothing changes.
 * @throws AppError forbidden, not_found (connect_off), refused (layout_unreadable)
 */
export async function previewBatch(ctx: Ctx, selection: PostingSelection, locale = "en"): Promise<PreviewedFile[]> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const rows = await tx
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
          "all" in selection
            ? eq(postings.state, "pending")
            : and(inArray(postings.id, selection.ids), inArray(postings.state, ["pending", "queued"])),
        ),
      )
      .orderBy(asc(postings.number))
      .limit(MOST_SHOWN);
    const names = new Map(rows.map(({ record, accountName }) => [record.accountId, accountName]));
    const groups = groupBy(
      rows.map(({ record }) => record),
      ({ connectionId, accountId, currency }) => `${connectionId} ${accountId} ${currency}`,
    );
    const files: PreviewedFile[] = [];
    for (const records of groups.values())
      files.push(await previewFile(ctx, tx, records, { names, place: files.length, locale }));
    return files;
  });
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
