import { and, eq, inArray } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import { nextNumbers } from "@/lib/firms/next-number";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { PostingCause } from "../model";
import { type RecordChange, removedByCause } from "../rules";
import { followOriginals } from "./follow-originals";
import type { PostingRecord } from "./load-records";

/** What a record says of its item and its payer. */
export type RecordFacts = Omit<
  typeof postings.$inferInsert,
  | "firmId"
  | "id"
  | "number"
  | "place"
  | "cause"
  | "reversesId"
  | "state"
  | "reason"
  | "reasonDetail"
  | "amountCents"
  | "createdAt"
>;

type Creation = Extract<RecordChange, { kind: "create" }>;

/** Writes a plan down. `firstFacts`, by place, are those of records that are like none before. */
export async function writeRecordChanges(
  ctx: Ctx,
  tx: Tx,
  plan: {
    cause: PostingCause;
    changes: readonly RecordChange[];
    records: readonly PostingRecord[];
    firstFacts: ReadonlyMap<number, RecordFacts>;
  },
): Promise<void> {
  const { changes, records, cause } = plan;
  if (changes.length === 0) return;
  const removed = changes.flatMap((change) => (change.kind === "remove" ? [change.id] : []));
  await takeOut(ctx, tx, removed, removedByCause(cause));
  const restored = changes.flatMap((change) => (change.kind === "restore" ? [change.id] : []));
  await putBack(
    ctx,
    tx,
    records.filter(({ id }) => restored.includes(id)),
  );
  const made = changes.filter((change) => change.kind === "create");
  const ids = await insertRecords(
    ctx,
    tx,
    made.map((change) => ({ change, facts: factsOfCreation(ctx, change, plan) })),
  );
  await followOriginals(ctx, tx, [...removed, ...restored, ...records.map(({ id }) => id), ...ids]);
  await askForMatching(ctx, tx);
}

/** Has the matter system asked about what was not asked about yet. */
export async function askForMatching(ctx: Ctx, tx: Tx): Promise<void> {
  await enqueueJob(tx, "match-postings", { firmId: ctx.firmId }, { key: `match-postings:${ctx.firmId}` });
}

function factsOfCreation(
  ctx: Ctx,
  change: Creation,
  plan: { records: readonly PostingRecord[]; firstFacts: ReadonlyMap<number, RecordFacts> },
): RecordFacts {
  const first = plan.firstFacts.get(change.place);
  if (first) return first;
  const like = plan.records.find(({ id }) => id === change.likeId);
  invariant(like, "a record of a line with records is like one of them");
  const { paymentId, connectionId, accountId, currency, kind, payerName, source, arMessage, paidAt } = like;
  const { itemKey, clientNumber, clientName, matterNumber, matterName } = like;
  const { invoiceNumber, payorNumber, payorName, bankAccount } = like;
  return {
    ...{ paymentId, connectionId, accountId, currency, kind, payerName, source, arMessage },
    ...{ itemKey, clientNumber, clientName, matterNumber, matterName },
    ...{ invoiceNumber, payorNumber, payorName, bankAccount },
    // What is taken back happens now; what only stands in place of another record happened when that one did.
    paidAt: change.reversesId ? ctx.clock.now() : paidAt,
  };
}

async function insertRecords(
  ctx: Ctx,
  tx: Tx,
  made: readonly { change: Creation; facts: RecordFacts }[],
): Promise<string[]> {
  if (made.length === 0) return [];
  const createdAt = ctx.clock.now();
  const numbers = await nextNumbers(ctx, tx, "posting", made.length);
  const rows = made.map(({ change, facts }, index) => {
    const number = numbers[index];
    invariant(number, "each record has a number");
    const { place, cause, amountCents, reversesId } = change;
    const id = ctx.ids.next("pst");
    return {
      ...facts,
      ...firstState(facts.itemKey ?? ""),
      ...{ firmId: ctx.firmId, id, number, place, cause, amountCents, reversesId, createdAt },
    };
  });
  await tx.insert(postings).values(rows);
  return rows.map(({ id }) => id);
}

/** What came from the matter system may be posted; what only a payer typed waits to be found there. */
export function firstState(itemKey: string) {
  return itemKey === ""
    ? ({ state: "incomplete", reason: "not_checked", reasonDetail: {} } as const)
    : ({ state: "pending", reason: "", reasonDetail: {} } as const);
}

async function takeOut(ctx: Ctx, tx: Tx, ids: readonly string[], removedBy: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(postings)
    .set({ state: "removed", reason: "", reasonDetail: {}, removedAt: ctx.clock.now(), removedBy })
    .where(and(eq(postings.firmId, ctx.firmId), inArray(postings.id, [...ids])));
}

/** Into pending first: the only way out of "removed". What has no item is incomplete from there. */
export async function putBack(ctx: Ctx, tx: Tx, records: readonly PostingRecord[]): Promise<void> {
  if (records.length === 0) return;
  const ids = records.map(({ id }) => id);
  const these = and(eq(postings.firmId, ctx.firmId), inArray(postings.id, ids));
  await tx.update(postings).set({ state: "pending", removedAt: null, removedBy: "", checkedAt: null }).where(these);
  const { state, reason } = firstState("");
  await tx
    .update(postings)
    .set({ state, reason })
    .where(and(these, eq(postings.itemKey, "")));
}
