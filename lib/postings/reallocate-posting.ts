import { and, eq, inArray, sql } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { nextNumbers } from "@/lib/firms/next-number";
import type { ReadItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { sumCents } from "@/lib/money/cents";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { auditPostings } from "./internal/audit-postings";
import { followOriginals } from "./internal/follow-originals";
import { lockRecordsOf, type PostingRecord } from "./internal/load-records";
import { loadScales, readItemsNow } from "./internal/load-scales";
import { visiblePostings } from "./internal/select-rows";
import { factsOfItem, setVerdicts } from "./internal/set-verdicts";
import { weighRecords } from "./internal/weigh-records";
import { firstState } from "./internal/write-records";
import type { SystemOf } from "./match-postings";
import { netOf, REALLOCATED } from "./rules";
import type { ReallocateInput } from "./schemas";

type Place = { item: ReadItem | null; amountCents: number };

/**
 * "Reallocate payment": puts a record that nobody has queued on another item of the matter system, or on several that add up to it; a part
 * may stay without an item. It is judged at once. The ids of the records that stand for it now.
 * @throws AppError forbidden, not_found (connect_off, posting_unknown), refused (posting_not_open, item_unknown, not_the_whole,
 * line_in_file), upstream_unavailable
 */
export async function reallocatePosting(
  ctx: Ctx,
  input: ReallocateInput,
  systemOf: SystemOf = matterSystemOf,
): Promise<{ ids: string[] }> {
  requirePermission(ctx, "postings.manage");
  const { connectionId, kind } = await inFirm(ctx, (tx) => findOpen(ctx, tx, input.postingId));
  const keys = input.lines.flatMap(({ itemKey }) => (itemKey === null ? [] : [itemKey]));
  const items = await readItemsNow(
    ctx,
    systemOf(ctx, connectionId),
    connectionId,
    keys.map((key) => ({ kind, key })),
  );
  return inFirm(ctx, async (tx) => {
    const record = await findOpen(ctx, tx, input.postingId);
    const line = (await lockRecordsOf(ctx, tx, record.paymentId)).filter(({ place }) => place === record.place);
    const places = placesOf(input, items, record, netOf(line, record.place));
    const ids =
      places.length === 1 ? await moveRecord(ctx, tx, record, places) : await splitLine(ctx, tx, line, places);
    const scales = await loadScales(ctx, tx, connectionId, items);
    await setVerdicts(ctx, tx, await weighRecords(ctx, tx, scales, { queuedToo: false }));
    await followOriginals(ctx, tx, ids);
    await auditPostings(ctx, tx, "posting.reallocate", [record.id], { to: keys, ids });
    return { ids };
  });
}

async function findOpen(ctx: Ctx, tx: Tx, postingId: string): Promise<PostingRecord> {
  await requireConnectOn(ctx, tx);
  const rows = await tx
    .select()
    .from(postings)
    .where(and(visiblePostings(ctx), eq(postings.id, postingId)));
  const [record] = rows;
  if (!record) throw new AppError("not_found", { reason: "posting_unknown" });
  const isOpen = record.state === "pending" || record.state === "incomplete";
  // What takes a record back goes where that went.
  if (!isOpen || record.reversesId !== null) throw new AppError("refused", { reason: "posting_not_open" });
  return record;
}

function placesOf(
  { lines }: ReallocateInput,
  items: ReadonlyMap<string, ReadItem | null>,
  record: PostingRecord,
  netCents: number,
): Place[] {
  const wholeCents = lines.length === 1 ? record.amountCents : netCents;
  const fixedCents = sumCents(lines.map(({ amountCents }) => amountCents ?? 0));
  const open = lines.filter(({ amountCents }) => amountCents === null).length;
  const restCents = wholeCents - fixedCents;
  if (open > 1 || (open === 0 ? restCents !== 0 : restCents < 1))
    throw new AppError("refused", { reason: "not_the_whole" });
  return lines.map(({ itemKey, amountCents }) => {
    const item = itemKey === null ? null : (items.get(idOfItem({ kind: record.kind, key: itemKey })) ?? null);
    if (itemKey !== null && (!item || item.kind !== record.kind || item.currency !== record.currency))
      throw new AppError("refused", { reason: "item_unknown" });
    return { item, amountCents: amountCents ?? restCents };
  });
}

/** The record itself, and what takes it back and is not queued either. */
async function moveRecord(ctx: Ctx, tx: Tx, record: PostingRecord, places: Place[]): Promise<string[]> {
  const item = places[0]?.item;
  if (!item) throw new AppError("refused", { reason: "item_unknown" });
  await tx
    .update(postings)
    .set(factsOfItem(item))
    .where(
      and(
        eq(postings.firmId, ctx.firmId),
        sql`(${postings.id} = ${record.id} or ${postings.reversesId} = ${record.id})`,
        inArray(postings.state, ["pending", "incomplete"]),
      ),
    );
  return [record.id];
}

/** New records at places of their own take the place of all that stands for the line. */
async function splitLine(ctx: Ctx, tx: Tx, line: PostingRecord[], places: Place[]): Promise<string[]> {
  const live = line.filter(({ state, removedBy }) => state !== "removed" || !removedBy.startsWith("cause:"));
  if (live.some(({ state }) => state !== "pending" && state !== "incomplete"))
    throw new AppError("refused", { reason: "line_in_file" });
  const now = ctx.clock.now();
  await tx
    .update(postings)
    .set({ state: "removed", reason: "", reasonDetail: {}, removedAt: now, removedBy: REALLOCATED })
    .where(
      and(
        eq(postings.firmId, ctx.firmId),
        inArray(
          postings.id,
          live.map(({ id }) => id),
        ),
      ),
    );
  const [like] = live;
  invariant(like, "the record that is reallocated is on its line");
  const numbers = await nextNumbers(ctx, tx, "posting", places.length);
  const from = await nextPlace(ctx, tx, like.paymentId);
  const rows = places.map(({ item, amountCents }, index) => ({
    ...like,
    ...(item ? factsOfItem(item) : { itemKey: "" }),
    ...firstState(item ? item.key : ""),
    ...{ id: ctx.ids.next("pst"), number: numbers[index] ?? "", place: from + index, amountCents, createdAt: now },
    ...{ cause: "payment", reversesId: null, checkedAt: null },
  }));
  await tx.insert(postings).values(rows);
  return rows.map(({ id }) => id);
}

async function nextPlace(ctx: Ctx, tx: Tx, paymentId: string): Promise<number> {
  const rows = await tx
    .select({ place: sql<number>`max(${postings.place}) + 1`.mapWith(Number) })
    .from(postings)
    .where(and(eq(postings.firmId, ctx.firmId), eq(postings.paymentId, paymentId)));
  return rows[0]?.place ?? 0;
}
