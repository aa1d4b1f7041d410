import { beforeEach, describe, expect, it } from "vitest";
import { getListSource } from "@/lib/exports/list-sources";
import type { Ctx } from "@/lib/platform/context";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { HOUR_MS, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { inventItem, makePostingBench, type PostingBench } from "@/tests/support/posting-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { countViews, getPosting, listPostings, sumPostings } from "./queries";
import { queuePostings } from "./queue-postings";
import { removePostings } from "./remove-postings";
import { restorePostings } from "./restore-postings";
import { PostingFilter } from "./schemas";
import { unqueuePostings } from "./unqueue-postings";

/** What people do with records, without any matter system. */
const test = useTestDatabase();
let bench: PostingBench;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  bench = await makePostingBench(test, `frm_${firms}`);
});

const VERBS = { queuePostings, unqueuePostings, removePostings, restorePostings };

async function pay(count = 1): Promise<string[]> {
  for (let index = 0; index < count; index += 1)
    await bench.payLines([{ item: inventItem({ key: `k${index}` }), amountCents: 1_000 + index }]);
  return bench.ids();
}

const states = async () => (await bench.records()).map(([state]) => state);
const refund = (paymentId: string, amountCents: number) =>
  refundPayment(
    bench.clerkAfter(HOUR_MS),
    RefundInput.parse({ paymentId, amountCents, requestKey: `request-${paymentId}-${amountCents}` }),
  );

describe("records", () => {
  it("are queued, taken out of the queue, removed and put back, with who did it in the audit log", async () => {
    const ids = await pay(3);
    const ctx = bench.clerkAfter();
    expect(await queuePostings(ctx, { ids: ids.slice(0, 2) })).toEqual({ done: 2, skipped: [] });
    expect(await states()).toEqual(["queued", "queued", "pending"]);
    expect(await unqueuePostings(ctx, { ids: ids.slice(0, 1) })).toEqual({ done: 1, skipped: [] });
    expect(await removePostings(ctx, { ids })).toMatchObject({
      done: 2,
      skipped: [{ id: ids[1], reason: "posting_not_pending" }],
    });
    expect(await states()).toEqual(["removed", "queued", "removed"]);
    expect((await getPosting(ctx, ids[0] ?? "")).removedBy).toBe("person");
    expect(await restorePostings(ctx, { all: true })).toEqual({ done: 2, skipped: [] });
    expect(await states()).toEqual(["pending", "queued", "pending"]);
    for (const action of ["queue", "unqueue", "remove", "restore"]) {
      const [line, ...rest] = await bench.audited(`postings.${action}`);
      expect(line).toMatchObject({ actor: "user:usr_test", detail: { count: action === "unqueue" ? 1 : 2 } });
      expect(rest).toEqual([]);
    }
  });

  it("that cannot be moved are named with their reason", async () => {
    const [id = ""] = await pay();
    const ctx = bench.clerkAfter();
    const skipOf = async (verb: keyof typeof VERBS, ids = [id]) => (await VERBS[verb](ctx, { ids })).skipped[0]?.reason;
    expect(await skipOf("unqueuePostings")).toBe("posting_not_pending");
    expect(await skipOf("restorePostings")).toBe("posting_not_removed");
    expect(await skipOf("queuePostings", ["pst_none"])).toBe("posting_unknown");
    await test.asOwner("update postings set state = 'incomplete', reason = 'not_checked' where id = $1", [id]);
    expect(await skipOf("queuePostings")).toBe("posting_incomplete");
    await test.asOwner("update postings set state = 'pending', reason = '' where id = $1", [id]);
    await queuePostings(ctx, { ids: [id] });
    expect(await skipOf("queuePostings")).toBe("posting_not_pending");
    expect(await skipOf("removePostings")).toBe("posting_not_pending");
  });

  it("whose money went back stay out", async () => {
    const { paymentId } = await bench.payLines([{ item: inventItem(), amountCents: 1_000 }]);
    const [id = ""] = await bench.ids();
    await refund(paymentId, 1_000);
    expect(await getPosting(bench.clerkAfter(), id)).toMatchObject({
      state: "removed",
      removedBy: "taken_back",
      mayRestore: false,
    });
    expect(await restorePostings(bench.clerkAfter(), { ids: [id] })).toEqual({
      done: 0,
      skipped: [{ id, reason: "posting_taken_back" }],
    });
    expect(await restorePostings(bench.clerkAfter(), { all: true })).toEqual({ done: 0, skipped: [] });
  });

  it("are queued with what takes them back, and that never before them", async () => {
    const { paymentId } = await bench.payLines([{ item: inventItem(), amountCents: 1_000 }]);
    const [original = ""] = await bench.ids();
    const ctx = bench.clerkAfter();
    await queuePostings(ctx, { ids: [original] });
    await refund(paymentId, 400);
    await unqueuePostings(ctx, { ids: [original] });
    const [, reversal = ""] = await bench.ids();
    expect(await queuePostings(ctx, { ids: [reversal] })).toEqual({
      done: 0,
      skipped: [{ id: reversal, reason: "original_not_queued" }],
    });
    expect(await queuePostings(ctx, { all: true })).toEqual({ done: 2, skipped: [] });
    await unqueuePostings(ctx, { ids: [original] });
    expect(await states()).toEqual(["pending", "pending"]);
  });

  it("that a person removes take along what takes them back; later refunds say that a person must see to it", async () => {
    const { paymentId } = await bench.payLines([{ item: inventItem(), amountCents: 1_000 }]);
    const [original = ""] = await bench.ids();
    const ctx = bench.clerkAfter();
    await removePostings(ctx, { ids: [original] });
    await refund(paymentId, 400);
    const [, reversal = ""] = await bench.ids();
    expect((await getPosting(ctx, reversal)).trouble).toEqual({ reason: "original_removed", number: "D-2026-000001" });
    await restorePostings(ctx, { ids: [original] });
    expect(await states()).toEqual(["pending", "pending"]);
    await removePostings(ctx, { ids: [original] });
    expect(await states()).toEqual(["removed", "removed"]);
    expect(await restorePostings(ctx, { ids: [original] })).toEqual({ done: 2, skipped: [] });
    expect(await states()).toEqual(["pending", "pending"]);
  });

  it("are queued once by 30 who press Post All together", async () => {
    await pay(12);
    const outcomes = await releaseTogether(30, () => queuePostings(bench.clerkAfter(), { all: true }));
    const done = outcomes.map((each) => (each instanceof Error ? -1 : each.done));
    expect(done.toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 29 }, () => 0), 12]);
    expect((await bench.audited("postings.queue")).length).toBe(1);
  });
});

describe.each(Object.entries(VERBS))("%s", (_name, verb) => {
  it("refuses who may not manage postings, another firm's records, other accounts', and a firm without Connect", async () => {
    const [id = ""] = await pay();
    const viewer = staffCtx(bench.firm, ["payments.view", "payments.take", "connect.pay"]);
    expect(await refusalOf(verb(viewer, { ids: [id] }))).toEqual({
      code: "forbidden",
      reason: "needs_postings.manage",
    });
    const unknown = { done: 0, skipped: [{ id, reason: "posting_unknown" }] };
    const other = await makePostingBench(test, `frm_other_${firms}_${_name.toLowerCase()}`);
    expect(await verb(other.clerkAfter(), { ids: [id] })).toEqual(unknown);
    expect(await verb(bench.clerkAfter(0, ["acc_trust"]), { ids: [id] })).toEqual(unknown);
    expect(await verb(bench.clerkAfter(0, ["acc_trust"]), { all: true })).toEqual({ done: 0, skipped: [] });
    await bench.set({ isOn: false });
    expect(await refusalOf(verb(bench.clerkAfter(), { all: true }))).toEqual({
      code: "not_found",
      reason: "connect_off",
    });
    expect(await states()).toEqual(["pending"]);
  });
});

describe("Manage Postings", () => {
  const list = async (changes: Record<string, unknown>) => {
    const page = await listPostings(bench.clerkAfter(), PostingFilter.parse(changes));
    return { numbers: page.rows.map(({ number }) => number.slice(-1)), next: page.nextCursor };
  };

  const countOf = async (of: Ctx, q = "") => {
    const counts = Object.entries(await countViews(of, { q }));
    return Object.fromEntries(counts.map(([view, { records }]) => [view, records]));
  };

  it("shows seven views with their counts and sums, pages and orders", async () => {
    const ids = await pay(4);
    await bench.payLines([{ item: inventItem({ key: "t", kind: "trust", bankAccount: "IOLTA" }), amountCents: 5_000 }]);
    const ctx = bench.clerkAfter();
    await queuePostings(ctx, { ids: ids.slice(0, 1) });
    await removePostings(ctx, { ids: ids.slice(1, 2) });
    expect(await countOf(ctx)).toEqual({
      ...{ pending_incomplete: 3, pending: 3, incomplete: 0, posted: 0, removed: 1, queued: 1, all: 5 },
    });
    expect((await countOf(ctx, "10427")).all).toBe(5);
    expect((await countOf(ctx, "nobody")).all).toBe(0);
    expect(await sumPostings(ctx, PostingFilter.parse({ view: "all" }))).toEqual({
      ...{ count: 5, operatingCents: 4_006, trustCents: 5_000, isWhole: true },
    });
    expect(await sumPostings(ctx, { view: "removed", q: "10427" })).toEqual({
      ...{ count: 1, operatingCents: 1_001, trustCents: 0, isWhole: true },
    });
    for (const sort of ["date", "-date", "payer", "-payer", "invoice", "-matter", "amount", "-amount"]) {
      const first = await list({ view: "all", limit: 2, sort });
      const second = await list({ view: "all", limit: 2, sort, cursor: first.next });
      const third = await list({ view: "all", limit: 2, sort, cursor: second.next });
      const all = [...first.numbers, ...second.numbers, ...third.numbers];
      expect(all.toSorted(), sort).toEqual(["1", "2", "3", "4", "5"]);
      if (sort === "amount") expect(all).toEqual(["1", "2", "3", "4", "5"]);
      expect(third.next).toBeNull();
    }
    expect((await list({ view: "queued" })).numbers).toEqual(["1"]);
    expect((await list({ view: "all", q: "bluewater D-2026-000003" })).numbers).toEqual(["3"]);
    expect((await list({ view: "all", q: "100%_" })).numbers).toEqual([]);
    expect((await list({ view: "removed", q: "elena" })).numbers).toEqual(["2"]);
  });

  it("is written to a file as the view shows it, with words", async () => {
    const ids = await pay(2);
    await queuePostings(bench.clerkAfter(), { ids: ids.slice(0, 1) });
    const source = getListSource("postings");
    const query = { view: "pending" };
    expect(await source.countRows(bench.clerkAfter(), query)).toBe(1);
    const lines: unknown[] = [];
    for await (const rows of source.readLines(bench.clerkAfter(), {
      query,
      columnIds: ["number", "payer", "state", "source", "amount"],
      picked: null,
      locale: "fr",
    }))
      lines.push(...rows);
    expect(lines).toEqual([
      { cells: ["D-2026-000002", "Elena Marsh", "En attente", expect.any(String), 1_001], currency: "USD" },
    ]);
    expect((await source.listColumns(bench.clerkAfter(), "en")).map(({ label }) => label)).toContain("A/R message");
  });

  it("shows what the user's accounts hold, and nothing of another firm", async () => {
    await pay(2);
    const limited = bench.clerkAfter(0, ["acc_trust"]);
    expect((await countOf(limited)).all).toBe(0);
    const other = await makePostingBench(test, `frm_other_${firms}`);
    expect((await countOf(other.clerkAfter())).all).toBe(0);
    const [id = ""] = await bench.ids();
    expect(await refusalOf(getPosting(other.clerkAfter(), id))).toEqual({
      code: "not_found",
      reason: "posting_unknown",
    });
    const viewer = staffCtx(bench.firm, ["payments.view"]);
    expect((await refusalOf(countViews(viewer))).code).toBe("forbidden");
  });
});
