import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import type { CronResult } from "@/lib/jobs/model";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findItemsFor } from "./internal/find-items";
import { firstOfEachConnection } from "./internal/first-of-each-connection";
import { followOriginals } from "./internal/follow-originals";
import { groupBy } from "./internal/group-by";
import { pickItem } from "./internal/judge";
import type { PostingRecord } from "./internal/load-records";
import { loadScales, readItemsNow } from "./internal/load-scales";
import { queueRecords } from "./internal/queue-records";
import { factsOfItem, setVerdicts } from "./internal/set-verdicts";
import { weighRecords } from "./internal/weigh-records";
import type { PostingTrouble } from "./model";

/** Of one connection at once; the rest has its turn with the next call. */
const MOST_RECORDS = 500;
/** Each needs searches of its own. */
const MOST_UNMATCHED = 40;
/** Balances move without us: what was judged longer ago is judged again. */
const JUDGED_FOR_MS = 10 * 60_000;

export type SystemOf = (ctx: Ctx, connectionId: string) => MatterSystem;

/**
 * Asks the matter system about records that are pending or incomplete, when it was not asked lately: finds the items of those that have
 * none, and judges all by their live balances. With automatic posting, what is fit is queued. While it does not answer, everything
 * stays as it is. Safe to call twice and at once.
 */
export async function matchPostings(ctx: Ctx, systemOf: SystemOf = matterSystemOf): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  const due = await inFirm(ctx, (tx) => listDue(ctx, tx));
  for (const [connectionId, records] of groupBy(due, (record) => record.connectionId)) {
    result.examined += records.length;
    try {
      result.done += await matchOn(ctx, connectionId, systemOf(ctx, connectionId), records);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log().warn({ connectionId, reason: error.reason }, "records cannot be matched now");
      result.remaining += records.length;
    }
  }
  return result;
}

async function listDue(ctx: Ctx, tx: Tx): Promise<PostingRecord[]> {
  const { isOn } = await getConnectSettings(ctx, tx);
  if (!isOn) return [];
  const asked = new Date(ctx.clock.now().getTime() - JUDGED_FOR_MS);
  return firstOfEachConnection(ctx, tx, {
    where: and(
      inArray(postings.state, ["pending", "incomplete"]),
      or(isNull(postings.checkedAt), lte(postings.checkedAt, asked)),
    ),
    // Not the oldest record: of very many, those would be due again before the newest had their turn.
    orderBy: sql`${postings.checkedAt} asc nulls first`,
    limit: MOST_RECORDS,
  });
}

type Search = { record: PostingRecord; item: OpenItem | null; trouble: PostingTrouble | null };

async function matchOn(
  ctx: Ctx,
  connectionId: string,
  system: MatterSystem,
  due: readonly PostingRecord[],
): Promise<number> {
  const searched: Search[] = [];
  for (const record of due.filter(({ itemKey }) => itemKey === "").slice(0, MOST_UNMATCHED))
    searched.push({ record, ...pickItem(record, await findItemsFor(system, record)) });
  const refs = [
    ...due.filter(({ itemKey }) => itemKey !== "").map(({ kind, itemKey: key }) => ({ kind, key })),
    ...searched.flatMap(({ item }) => (item ? [{ kind: item.kind, key: item.key }] : [])),
  ];
  const items = await readItemsNow(ctx, system, connectionId, refs);
  return inFirm(ctx, async (tx) => {
    await writeMatches(ctx, tx, searched);
    const weighed = await weighRecords(ctx, tx, await loadScales(ctx, tx, connectionId, items), { queuedToo: false });
    await setVerdicts(ctx, tx, weighed);
    await followOriginals(
      ctx,
      tx,
      weighed.map(({ record }) => record.id),
    );
    const { postsAutomatically } = await getConnectSettings(ctx, tx);
    if (postsAutomatically)
      await queueRecords(
        ctx,
        tx,
        weighed.filter(({ trouble }) => !trouble).map(({ record }) => record.id),
      );
    return weighed.length + searched.filter(({ item }) => !item).length;
  });
}

/** What was found for records that nobody has matched meanwhile. */
async function writeMatches(ctx: Ctx, tx: Tx, searched: readonly Search[]): Promise<void> {
  const ids = searched.map(({ record }) => record.id);
  if (ids.length === 0) return;
  const open = await tx
    .select({ id: postings.id })
    .from(postings)
    .where(
      and(
        eq(postings.firmId, ctx.firmId),
        inArray(postings.id, ids),
        eq(postings.itemKey, ""),
        inArray(postings.state, ["pending", "incomplete"]),
      ),
    )
    .orderBy(asc(postings.number))
    .for("update");
  for (const { id } of open) {
    const found = searched.find(({ record }) => record.id === id);
    if (!found) continue;
    if (found.item)
      await tx
        .update(postings)
        .set(factsOfItem(found.item))
        .where(and(eq(postings.firmId, ctx.firmId), eq(postings.id, id)));
    else await setVerdicts(ctx, tx, [found]);
  }
}
