import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import type { PostingAccount } from "@/lib/connect-settings/model";
import type { ReadItem } from "@/lib/matter-systems/model";
import { idOfItem, refOfItemId } from "@/lib/matter-systems/rules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { PostingTrouble } from "../model";
import { judgeItem } from "./judge";
import type { PostingRecord } from "./load-records";
import type { Verdict } from "./set-verdicts";

/** What records are judged by: items as they stand, by `idOfItem` and absent ones null, and what accounts are called. */
export type Scales = {
  connectionId: string;
  items: ReadonlyMap<string, ReadItem | null>;
  accounts: ReadonlyMap<string, PostingAccount>;
  accountNames: ReadonlyMap<string, string>;
};

/**
 * Judges every record on these items that can still be held back, the earlier ones first: what is in a file or, unless `queuedToo`, in the
 * queue takes its share of the balance before all others. The records are locked until the transaction ends.
 */
export async function weighRecords(
  ctx: Ctx,
  tx: Tx,
  scales: Scales,
  { queuedToo }: { queuedToo: boolean },
): Promise<Verdict[]> {
  const records = await lockOnItems(ctx, tx, scales);
  const isJudged = (record: PostingRecord) =>
    record.state === "pending" ||
    record.state === "incomplete" ||
    (queuedToo && record.state === "queued" && record.batchId === null);
  const openCents = new Map([...scales.items].map(([id, item]) => [id, item?.balanceCents ?? 0]));
  const openFor = (record: PostingRecord) => openCents.get(idOfRecord(record)) ?? 0;
  const take = (record: PostingRecord) => openCents.set(idOfRecord(record), openFor(record) - record.amountCents);
  for (const record of records) if (!isJudged(record) && record.kind === "invoice") take(record);
  const inOrder = records.filter(isJudged).sort((a, b) => rankOf(a) - rankOf(b));
  return inOrder.map((record) => {
    const trouble = judge(record, scales, openFor(record));
    if (!trouble && record.kind === "invoice" && record.reversesId === null) take(record);
    return { record, trouble };
  });
}

/** What is queued goes before what is not. */
function rankOf({ state }: PostingRecord): number {
  return state === "queued" ? 0 : 1;
}

function judge(record: PostingRecord, scales: Scales, openCents: number): PostingTrouble | null {
  const { accountId, reversesId } = record;
  if (!scales.accounts.has(accountId))
    return { reason: "account_unmapped", accountName: scales.accountNames.get(accountId) ?? "" };
  // What takes a record back goes where that went, however its item stands by now.
  if (reversesId !== null) return null;
  return judgeItem(record, scales.items.get(idOfRecord(record)) ?? null, openCents);
}

function idOfRecord({ kind, itemKey: key }: PostingRecord): string {
  return idOfItem({ kind, key });
}

async function lockOnItems(ctx: Ctx, tx: Tx, { connectionId, items }: Scales): Promise<PostingRecord[]> {
  const keys = [...items.keys()].map((id) => refOfItemId(id).key);
  const rows = await tx
    .select()
    .from(postings)
    .where(
      and(
        eq(postings.firmId, ctx.firmId),
        eq(postings.connectionId, connectionId),
        isNull(postings.confirmedAt),
        ne(postings.state, "removed"),
        sql`${postings.itemKey} = any(${sql.param(keys)})`,
      ),
    )
    .orderBy(asc(postings.number))
    .for("update");
  return rows.filter((record) => items.has(idOfRecord(record)));
}
