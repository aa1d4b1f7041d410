import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { postingBatches, postings } from "@/db/schema/postings";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { appendAudit } from "@/lib/audit/append-audit";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { nextNumber } from "@/lib/firms/next-number";
import { getFirm } from "@/lib/firms/queries";
import type { CronResult } from "@/lib/jobs/model";
import type { ReadItem } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { hashPostingFile } from "@/lib/posting-layouts/hash-posting-file";
import type { LayoutRefusal, PostingLayout, RenderedPostingFile, SaidRefusal } from "@/lib/posting-layouts/model";
import { renderPostingFile } from "@/lib/posting-layouts/render";
import { composeFile, type FileFacts, findLayout, loadNeighbours } from "./internal/compose-file";
import { firstOfEachConnection } from "./internal/first-of-each-connection";
import { followOriginals } from "./internal/follow-originals";
import { groupBy } from "./internal/group-by";
import type { PostingRecord } from "./internal/load-records";
import { loadScales, readItemsNow } from "./internal/load-scales";
import { setVerdicts } from "./internal/set-verdicts";
import { type Scales, weighRecords } from "./internal/weigh-records";
import type { SystemOf } from "./match-postings";

/** Small enough to cross the line at once, whatever the layout. */
const MOST_IN_FILE = 2_000;
/** A layout that refuses more than these is wrong itself. */
const MOST_REFUSED = 50;

/**
 * Makes posting files of what is queued: one for each connection, merchant account and currency, or several where it is much. Balances are
 * read once more before; what no longer fits leaves the queue with its reason. While the matter system does not answer, the queue waits.
 * Safe to call twice and at once: a record stands in one file.
 */
export async function buildBatches(ctx: Ctx, systemOf: SystemOf = matterSystemOf): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  const waiting = await inFirm(ctx, (tx) => listWaiting(ctx, tx));
  for (const [connectionId, records] of groupBy(waiting, (record) => record.connectionId)) {
    result.examined += records.length;
    try {
      const refs = records.map(({ kind, itemKey: key }) => ({ kind, key }));
      const items = await readItemsNow(ctx, systemOf(ctx, connectionId), connectionId, refs);
      const built = await inFirm(ctx, (tx) => buildFor(ctx, tx, connectionId, items));
      result.done += built;
      result.remaining += Math.max(0, records.length - built);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log().warn({ connectionId, reason: error.reason }, "posting files cannot be made now");
      result.remaining += records.length;
    }
  }
  return result;
}

/** The oldest of each connection that is still in use by its service; nothing while money stands still, as after a restore. */
async function listWaiting(ctx: Ctx, tx: Tx): Promise<PostingRecord[]> {
  const { isOn } = await getConnectSettings(ctx, tx);
  if (!isOn || (await getFirm(ctx, tx)).isMoneyFrozen) return [];
  return firstOfEachConnection(ctx, tx, {
    where: and(eq(postings.state, "queued"), isNull(postings.batchId)),
    orderBy: asc(postings.queuedAt),
    limit: MOST_IN_FILE,
  });
}

/** How many records have left the queue, into a file or out of it. */
async function buildFor(
  ctx: Ctx,
  tx: Tx,
  connectionId: string,
  items: ReadonlyMap<string, ReadItem | null>,
): Promise<number> {
  // Two builders at once would take halves of one queue, and a reversal could come before what it takes back.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.firmId}/posting-files/${connectionId}`}, 0))`,
  );
  const scales = await loadScales(ctx, tx, connectionId, items);
  const weighed = await weighRecords(ctx, tx, scales, { queuedToo: true });
  const queued = weighed.filter(({ record }) => record.state === "queued");
  const unfit = queued.filter(({ trouble }) => trouble !== null);
  await setVerdicts(ctx, tx, unfit);
  const fit = queued.filter(({ trouble }) => trouble === null).map(({ record }) => record);
  let left = unfit.length;
  // Others on the same items come along; what takes a record back is behind it, so in the same file or a later one.
  for (const group of groupBy(fit, ({ accountId, currency }) => `${accountId} ${currency}`).values())
    for (let from = 0; from < group.length; from += MOST_IN_FILE)
      left += await writeFile(ctx, tx, group.slice(from, from + MOST_IN_FILE), scales);
  await followOriginals(
    ctx,
    tx,
    queued.map(({ record }) => record.id),
  );
  return left;
}

/** Without those that take back what is not on its way any more; they wait for it as pending records. */
async function keepWithOriginals(ctx: Ctx, tx: Tx, records: readonly PostingRecord[]): Promise<PostingRecord[]> {
  const originals = records.flatMap(({ reversesId }) => reversesId ?? []);
  if (originals.length === 0) return [...records];
  const rows = await tx
    .select({ id: postings.id })
    .from(postings)
    .where(
      and(
        eq(postings.firmId, ctx.firmId),
        inArray(postings.id, originals),
        inArray(postings.state, ["queued", "posted"]),
      ),
    );
  const onTheirWay = new Set(rows.map(({ id }) => id));
  return withoutFollowers(ctx, tx, records, ({ reversesId }) => reversesId !== null && !onTheirWay.has(reversesId));
}

/** Takes those that are lost out of the queue, and what takes them back, and what takes that back. The others, in their order. */
async function withoutFollowers(
  ctx: Ctx,
  tx: Tx,
  records: readonly PostingRecord[],
  isLost: (record: PostingRecord) => boolean,
): Promise<PostingRecord[]> {
  const kept: PostingRecord[] = [];
  const gone = new Set<string>();
  for (const record of records) {
    if (!isLost(record) && !gone.has(record.reversesId ?? "")) {
      kept.push(record);
      continue;
    }
    gone.add(record.id);
    await unqueue(ctx, tx, record);
  }
  return kept;
}

async function unqueue(ctx: Ctx, tx: Tx, { id }: PostingRecord): Promise<void> {
  await tx
    .update(postings)
    .set({ state: "pending", queuedAt: null, queuedBy: "" })
    .where(and(eq(postings.firmId, ctx.firmId), eq(postings.id, id)));
}

/** One file of records of one account and currency; what its layout cannot say leaves the queue. How many have left it. */
async function writeFile(ctx: Ctx, tx: Tx, queued: readonly PostingRecord[], scales: Scales): Promise<number> {
  // Asked of each file: the one before may have had to leave out what is taken back here.
  const group = await keepWithOriginals(ctx, tx, queued);
  const late = queued.length - group.length;
  const [first] = group;
  const account = first && scales.accounts.get(first.accountId);
  if (!first || !account) return late;
  const layout = await findLayout(ctx, tx, first.connectionId);
  const { name, timeZone } = await getFirm(ctx, tx);
  const { postingDate } = await getConnectSettings(ctx, tx);
  const ids = group.map(({ id }) => id);
  const facts: FileFacts = {
    ...{ account, postingDate, firm: { name, timeZone }, now: ctx.clock.now() },
    batchId: ctx.ids.next("pbt"),
    number: await nextNumber(ctx, tx, "batch"),
    neighbours: await loadNeighbours(ctx, tx, inArray(postings.id, ids)),
  };
  const rendered = await renderFitting(ctx, tx, layout, group, facts);
  if (rendered.file) await insertFile(ctx, tx, rendered.records, rendered.file, facts);
  return late + (rendered.file ? group.length : rendered.refused);
}

type Rendered = { file: RenderedPostingFile | null; records: PostingRecord[]; refused: number };

async function renderFitting(
  ctx: Ctx,
  tx: Tx,
  layout: PostingLayout,
  group: PostingRecord[],
  facts: FileFacts,
): Promise<Rendered> {
  let records = group;
  for (let refused = 0; refused <= MOST_REFUSED && records.length > 0; refused += 1) {
    const result = renderPostingFile(layout, composeFile(records, facts));
    if (result.ok) return { file: result.file, records, refused: group.length - records.length };
    const { reference, message: detail } = result.refusal;
    const unfit = records.find(({ number }) => number === reference);
    if (!unfit) {
      await tellLayout(ctx, tx, group, result.refusal);
      return { file: null, records, refused: group.length - records.length };
    }
    const refusal = saidOf(result.refusal);
    await setVerdicts(ctx, tx, [{ record: unfit, trouble: { reason: "layout_refused", detail, refusal } }]);
    const others = records.filter((record) => record !== unfit);
    records = await withoutFollowers(ctx, tx, others, ({ reversesId }) => reversesId === unfit.id);
  }
  return { file: null, records, refused: group.length - records.length };
}

function saidOf({ code, field, detail }: LayoutRefusal): SaidRefusal {
  return { code, field, detail };
}

/** Nothing of this account can be written until somebody mends the layout. */
async function tellLayout(ctx: Ctx, tx: Tx, [first]: PostingRecord[], refused: LayoutRefusal): Promise<void> {
  if (!first) return;
  const { accountId } = first;
  const refusal = JSON.stringify(saidOf(refused));
  const detail = { failure: refused.message, number: first.number, refusal };
  await raiseAlert(ctx, tx, { kind: "posting_failed", objectType: "posting", objectId: accountId, accountId, detail });
}

async function insertFile(
  ctx: Ctx,
  tx: Tx,
  records: readonly PostingRecord[],
  file: RenderedPostingFile,
  { batchId, number, now }: FileFacts,
): Promise<void> {
  const [first] = records;
  if (!first) return;
  const { connectionId, accountId, currency } = first;
  await tx.insert(postingBatches).values({
    ...{ firmId: ctx.firmId, id: batchId, number, connectionId, accountId, currency },
    fileName: file.fileName,
    content: file.content,
    encoding: file.encoding,
    sha256: hashPostingFile(file),
    records: file.records,
    totalCents: file.totalCents,
    nextAttemptAt: now,
    createdAt: now,
  });
  const ids = records.map(({ id }) => id);
  await tx
    .update(postings)
    .set({ batchId, checkedAt: now })
    .where(and(eq(postings.firmId, ctx.firmId), sql`${postings.id} = any(${sql.param(ids)})`));
  await clearAlerts(ctx, tx, { objectType: "posting", objectId: accountId, kinds: ["posting_failed"] });
  await appendAudit(ctx, tx, {
    action: "posting_file.write",
    objectType: "posting_batch",
    objectId: batchId,
    detail: { number, fileName: file.fileName, records: file.records, totalCents: file.totalCents, currency },
  });
}
