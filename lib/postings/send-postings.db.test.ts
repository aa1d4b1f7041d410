import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { postingLayouts } from "@/db/schema/connections";
import { freezeMoney } from "@/lib/firms/freeze-money";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { idOfItem } from "@/lib/matter-systems/rules";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { ENTERPRISE_FIXED } from "@/lib/posting-layouts/built-in/enterprise";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { clockAfter, DAY_MS, HOUR_MS, MINUTE_MS, refusalOf, staffCtx } from "@/tests/support/money-bench";
import {
  makePostingBench,
  openPostingSystem,
  type PostingBench,
  type PostingSystem,
} from "@/tests/support/posting-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { previewBatch } from "./preview-batch";
import { getPosting, listPostingBatches, sumUnconfirmed } from "./queries";
import { queuePostings } from "./queue-postings";
import { retryPostingBatch } from "./retry-posting-batch";
import { sendPostings } from "./send-postings";

/** From a paid link to the matter system's own receipt, over the procedures, the folder and the importer of a demo matter system. */
const test = useTestDatabase();
let place: PostingSystem;
let bench: PostingBench;
let firms = 0;

beforeAll(async () => {
  place = await openPostingSystem(test);
});

afterAll(() => place.close());

beforeEach(async () => {
  firms += 1;
  bench = await makePostingBench(test, `frm_${firms}`, place);
});

const DOWN = new AppError("upstream_unavailable", {
  reason: "connector_down",
  userMessage: "The Connect service does not answer.",
});

/** The matter system with a delivery of the test's own. */
const systemWith = (own: Partial<MatterSystem>) => () => ({ ...place.system, ...own });
const sendWith = (own: Partial<MatterSystem>, ms: number) =>
  sendPostings(bench.firm.ctxAt(clockAfter(ms)), systemWith(own));
const batches = () => listPostingBatches(bench.clerkAfter());
const alerts = () =>
  test.asOwner<{ open: boolean; detail: Record<string, string> }>(
    "select closed_at is null as open, detail from alerts where firm_id = $1 and kind = 'posting_failed' order by raised_at",
    [bench.firm.firmId],
  );
const postAll = () => queuePostings(bench.clerkAfter(), { all: true });

async function pay(number: string, amountCents: number): Promise<string> {
  return (await bench.payLines([{ item: await bench.findInvoice(number), amountCents }])).paymentId;
}

describe("a paid line", () => {
  it("goes into a file once it is posted, and is confirmed when the matter system has taken it in", async () => {
    const before = await bench.findInvoice("204118");
    const paymentId = await pay("204118", 100_000);
    await bench.sendAfter();
    expect(await bench.records()).toEqual([["pending", "", 100_000, "payment", false]]);
    expect(place.files()).toEqual([]);
    const ctx = bench.clerkAfter();
    const [preview] = await previewBatch(ctx, { all: true });
    expect(await queuePostings(ctx, { ids: await bench.ids() })).toEqual({ done: 1, skipped: [] });
    await bench.sendAfter();
    const [file] = place.files();
    expect(file?.name).toBe(preview?.file?.fileName);
    expect(file?.content.replaceAll(/pbt_\w+/g, "pbt_preview")).toBe(preview?.file?.content);
    expect(preview).toMatchObject({
      records: 1,
      totalCents: 100_000,
      accountName: "Operating",
      isUnmapped: false,
      refusal: null,
    });
    expect(await bench.records(paymentId)).toEqual([["posted", "", 100_000, "payment", false]]);
    const unconfirmed = () => inFirm(ctx, (tx) => sumUnconfirmed(ctx, tx, bench.connectionId, [before]));
    expect(await unconfirmed()).toEqual(new Map([[idOfItem(before), 100_000]]));
    await place.importNow();
    expect(place.refused).toEqual([]);
    expect((await bench.findInvoice("204118")).balanceCents).toBe(before.balanceCents - 100_000);
    await bench.sendAfter(2 * MINUTE_MS);
    const [row] = await test.asOwner<Record<string, unknown>>(
      "select confirmed_at is not null as confirmed, receipt_ref <> '' as has_receipt from postings where payment_id = $1",
      [paymentId],
    );
    expect(row).toEqual({ confirmed: true, has_receipt: true });
    expect(await unconfirmed()).toEqual(new Map());
    expect((await batches())[0]).toMatchObject({ status: "delivered", records: 1, totalCents: 100_000, failure: "" });
    expect((await bench.audited("posting_file.delivered")).map(({ detail }) => detail.records)).toEqual([1]);
  });

  it("that was posted and is refunded comes back to the matter system by a file of its own", async () => {
    const before = (await bench.findInvoice("204131")).balanceCents;
    const paymentId = await pay("204131", 10_000);
    await bench.sendAfter();
    await postAll();
    await bench.sendAfter();
    await place.importNow();
    await refundPayment(
      bench.clerkAfter(HOUR_MS),
      RefundInput.parse({ paymentId, amountCents: 4_000, requestKey: "request-back" }),
    );
    await bench.sendAfter(HOUR_MS);
    await postAll();
    await bench.sendAfter(HOUR_MS);
    await place.importNow();
    expect(place.refused).toEqual([]);
    await bench.sendAfter(2 * HOUR_MS);
    expect((await bench.findInvoice("204131")).balanceCents).toBe(before - 6_000);
    const rows = await test.asOwner<{ confirmed: boolean }>(
      "select confirmed_at is not null as confirmed from postings where payment_id = $1",
      [paymentId],
    );
    expect(rows).toEqual([{ confirmed: true }, { confirmed: true }]);
  });

  it.each([
    ["paid", "2026-05-03"],
    ["posted", "2026-05-04"],
  ] as const)("carries the day on which it was %s", async (postingDate, expected) => {
    await bench.set({ postingDate });
    // 23:30 on the day before in New York.
    const clock = clockAfter(-(11 * HOUR_MS + 30 * MINUTE_MS));
    await bench.payLines([{ item: await bench.findInvoice("204131"), amountCents: 1_000 }], { clock });
    const [preview] = await previewBatch(bench.clerkAfter(), { all: true });
    expect(preview?.file?.content).toContain(expected);
    const other = expected === "2026-05-03" ? "PostDate>2026-05-04" : "PostDate>2026-05-03";
    expect(preview?.file?.content).not.toContain(other);
  });
});

describe("Post All by 30 at once, and 10 senders at once", () => {
  it("is one set of files, with each record in one of them", async () => {
    const item = await bench.findInvoice("204187");
    const ledger = await bench.findLedger("10427-0003");
    for (let index = 0; index < 6; index += 1) await bench.payLines([{ item, amountCents: 100 + index }]);
    await bench.payLines([{ item: ledger, amountCents: 5_000 }]);
    await bench.sendAfter();
    await releaseTogether(30, postAll);
    const sent = await releaseTogether(10, () => bench.sendAfter());
    expect(sent.filter((each) => each instanceof Error)).toEqual([]);
    await bench.sendAfter(MINUTE_MS);
    const files = await batches();
    expect(
      files.map(({ accountName, records, totalCents, status }) => [accountName, records, totalCents, status]).sort(),
    ).toEqual([
      ["IOLTA Trust", 1, 5_000, "delivered"],
      ["Operating", 6, 615, "delivered"],
    ]);
    const waiting = place.files();
    const numbers = await test.asOwner<{ number: string }>("select number from postings where firm_id = $1", [
      bench.firm.firmId,
    ]);
    for (const { number } of numbers)
      expect(waiting.filter(({ content }) => content.includes(number)).length, number).toBe(1);
    await place.importNow();
    expect(place.refused).toEqual([]);
  });
});

describe("a file that cannot be delivered", () => {
  beforeEach(async () => {
    await pay("204187", 2_000);
    await bench.sendAfter();
    await postAll();
  });

  it("is tried again ever more rarely, told to people after three tries, and untold once it is there", async () => {
    const deliverBatch = () => Promise.reject(DOWN);
    await sendWith({ deliverBatch }, 0);
    expect(await batches()).toMatchObject([{ status: "open", attempts: 1, failure: "connector_down" }]);
    expect(await alerts()).toEqual([]);
    await sendWith({ deliverBatch }, 30_000);
    expect((await batches())[0]?.attempts).toBe(1);
    await sendWith({ deliverBatch }, MINUTE_MS);
    await sendWith({ deliverBatch }, 3 * MINUTE_MS);
    expect(await batches()).toMatchObject([{ attempts: 3, nextAttemptAt: clockAfter(8 * MINUTE_MS).now() }]);
    const [alert] = await alerts();
    expect(alert).toMatchObject({
      open: true,
      detail: { number: expect.stringMatching(/^B-2026-\d{6}$/), failure: "connector_down" },
    });
    await sendWith({ deliverBatch }, 8 * MINUTE_MS);
    expect(await alerts()).toHaveLength(1);
    expect((await bench.records()).map(([state]) => state)).toEqual(["queued"]);
    await retryPostingBatch(bench.clerkAfter(9 * MINUTE_MS), { batchId: (await batches())[0]?.id ?? "" });
    await bench.sendAfter(9 * MINUTE_MS);
    expect((await batches())[0]).toMatchObject({ status: "delivered", attempts: 5, failure: "" });
    expect((await alerts()).map(({ open }) => open)).toEqual([false]);
    expect((await bench.records()).map(([state]) => state)).toEqual(["posted"]);
    await place.importNow();
  });

  it("is not overtaken by the file that takes its record back", async () => {
    await sendWith({ deliverBatch: () => Promise.reject(DOWN) }, 0);
    const [row] = await test.asOwner<{ paymentId: string }>(
      `select payment_id as "paymentId" from postings where firm_id = $1`,
      [bench.firm.firmId],
    );
    await refundPayment(
      bench.clerkAfter(20_000),
      RefundInput.parse({ paymentId: row?.paymentId, amountCents: 1_000, requestKey: "request-overtaking" }),
    );
    await postAll();
    await bench.sendAfter(30_000);
    expect((await batches()).map(({ status, attempts }) => [status, attempts]).sort()).toEqual([
      ["open", 0],
      ["open", 1],
    ]);
    const delivered: string[] = [];
    const deliverBatch: MatterSystem["deliverBatch"] = (file) => {
      delivered.push(file.batchId);
      return place.system.deliverBatch(file);
    };
    await sendWith({ deliverBatch }, 2 * MINUTE_MS);
    const inOrder = (await batches()).sort((a, b) => (a.number < b.number ? -1 : 1)).map(({ id }) => id);
    expect(delivered).toEqual(inOrder);
    expect(delivered).toHaveLength(2);
    await place.importNow();
    expect(place.refused).toEqual([]);
  });

  it("because no answer came is the same file when it is delivered again, and is there once", async () => {
    const deliverBatch: MatterSystem["deliverBatch"] = async (file) => {
      await place.system.deliverBatch(file);
      throw new AppError("upstream_unavailable", { reason: "connector_slow" });
    };
    await sendWith({ deliverBatch }, 0);
    const [first] = place.files();
    await place.importNow();
    await bench.sendAfter(5 * MINUTE_MS);
    expect(place.files()).toEqual([]);
    expect(place.taken()).toContain(first?.name);
    expect(await batches()).toMatchObject([{ status: "delivered", attempts: 2 }]);
    await bench.sendAfter(10 * MINUTE_MS);
    const [row] = await test.asOwner<{ confirmed: number }>(
      "select count(confirmed_at)::int as confirmed from postings where firm_id = $1",
      [bench.firm.firmId],
    );
    expect(row?.confirmed).toBe(1);
  });

  it("because the service refuses it for good is told at once, and its records may be posted in another", async () => {
    const deliverBatch = async () => ({ kind: "refused", reason: "The file came damaged." }) as const;
    await sendWith({ deliverBatch }, 0);
    expect(await batches()).toMatchObject([{ status: "refused", failure: "The file came damaged." }]);
    expect(await alerts()).toMatchObject([{ open: true }]);
    await bench.sendAfter(HOUR_MS);
    expect((await bench.records()).map(([state]) => state)).toEqual(["queued"]);
    const batchId = (await batches())[0]?.id ?? "";
    expect(await retryPostingBatch(bench.clerkAfter(), { batchId })).toEqual({ kind: "released", records: 1 });
    expect((await alerts()).map(({ open }) => open)).toEqual([false]);
    expect((await bench.records()).map(([state]) => state)).toEqual(["pending"]);
    await postAll();
    await bench.sendAfter(HOUR_MS);
    expect((await batches()).map(({ status }) => status).sort()).toEqual(["delivered", "refused"]);
    const delivered = (await batches()).find(({ status }) => status === "delivered");
    expect(await refusalOf(retryPostingBatch(bench.clerkAfter(), { batchId: delivered?.id ?? "" }))).toMatchObject({
      reason: "posting_batch_delivered",
    });
    await place.importNow();
  });

  it("is seen to by those only who manage postings of that account of that firm", async () => {
    await sendWith({ deliverBatch: () => Promise.reject(DOWN) }, 0);
    const batchId = (await batches())[0]?.id ?? "";
    const other = await makePostingBench(test, `frm_other_${firms}`, place);
    expect((await refusalOf(retryPostingBatch(staffCtx(bench.firm, ["payments.view"]), { batchId }))).code).toBe(
      "forbidden",
    );
    expect((await refusalOf(retryPostingBatch(other.clerkAfter(), { batchId }))).code).toBe("not_found");
    expect((await refusalOf(retryPostingBatch(bench.clerkAfter(0, ["acc_trust"]), { batchId }))).code).toBe(
      "not_found",
    );
    expect(await listPostingBatches(other.clerkAfter())).toEqual([]);
    await bench.sendAfter(HOUR_MS);
    await place.importNow();
  });

  it("is neither made nor handed over while money stands still", async () => {
    await freezeMoney(bench.firm.ctxAt());
    await bench.sendAfter();
    expect(await batches()).toEqual([]);
    expect(place.files()).toEqual([]);
  });
});

describe("what is queued", () => {
  it("waits while the matter system cannot be asked, and goes out afterwards", async () => {
    await pay("204187", 3_000);
    await bench.sendAfter();
    await postAll();
    expect(await sendWith({ readItems: () => Promise.reject(DOWN) }, MINUTE_MS)).toMatchObject({ remaining: 1 });
    expect((await bench.records()).map(([state]) => state)).toEqual(["queued"]);
    await bench.sendAfter(2 * MINUTE_MS);
    expect((await bench.records()).map(([state]) => state)).toEqual(["posted"]);
    await place.importNow();
  });

  it("and no longer fits leaves the queue with its reason, and takes along what takes it back", async () => {
    const item = await bench.findInvoice("204186");
    const { paymentId } = await bench.payLines([{ item, amountCents: item.balanceCents }]);
    await bench.sendAfter();
    await postAll();
    await refundPayment(
      bench.clerkAfter(HOUR_MS),
      RefundInput.parse({ paymentId, amountCents: 1_000, requestKey: "request-queue" }),
    );
    await postAll();
    await test.asOwner(
      `update ${place.schema}.InvPayor set BalAmt = BalAmt - 1, BalFee = BalFee - 1 where InvPayorIndex = $1`,
      [item.key],
    );
    await bench.sendAfter();
    expect((await bench.records()).map(([state, reason]) => [state, reason])).toEqual([
      ["incomplete", "over_balance"],
      ["incomplete", "original_not_posted"],
    ]);
    expect(await batches()).toEqual([]);
  });

  const putFixedLayout = () =>
    inFirm(bench.firm.ctxAt(), (tx) =>
      tx.insert(postingLayouts).values({
        ...{ firmId: bench.firm.firmId, connectionId: bench.connectionId },
        ...{ document: { ...ENTERPRISE_FIXED }, savedBy: "user:usr_test", savedAt: clockAfter(0).now() },
      }),
    );

  it("and the firm's own layout cannot hold takes along what takes it back, and what takes that back", async () => {
    await putFixedLayout();
    await pay("204187", 3_000);
    await bench.sendAfter();
    await postAll();
    const again = (id: string, number: string, cents: number, reverses: string) =>
      test.asOwner(
        `insert into postings select (jsonb_populate_record(p, jsonb_build_object('id', $2::text, 'number', $3::text, 'cause', $2::text,
           'amount_cents', $4::int, 'reverses_id', $5::text))).* from postings p where firm_id = $1 and cause = 'payment'`,
        [bench.firm.firmId, id, number, cents, reverses],
      );
    const [original = ""] = await bench.ids();
    await again("pst_lost", "D-2026-900001", -3_000, original);
    await again("pst_won", "D-2026-900002", 3_000, "pst_lost");
    await test.asOwner(
      "update postings set invoice_number = repeat('9', 300) where firm_id = $1 and cause = 'payment'",
      [bench.firm.firmId],
    );
    await bench.sendAfter();
    expect(await batches()).toEqual([]);
    expect((await bench.records()).map(([state]) => state)).not.toContain("queued");
  });

  it("and the firm's own layout cannot hold leaves the queue with the reason; the others go", async () => {
    await putFixedLayout();
    await pay("204187", 3_000);
    await pay("204187", 4_000);
    await bench.sendAfter();
    await postAll();
    await test.asOwner(
      "update postings set invoice_number = repeat('9', 300) where firm_id = $1 and amount_cents = 3000",
      [bench.firm.firmId],
    );
    await bench.sendAfter();
    expect((await bench.records()).map(([state, reason]) => [state, reason])).toEqual([
      ["incomplete", "layout_refused"],
      ["posted", ""],
    ]);
    expect(await batches()).toMatchObject([{ records: 1, totalCents: 4_000 }]);
    const [id = ""] = await bench.ids();
    expect((await getPosting(bench.clerkAfter(), id)).trouble).toMatchObject({
      detail: expect.stringContaining("D-2026-"),
      refusal: { code: "too_long", detail: { length: "300" } },
    });
    for (const { name } of place.files()) rmSync(join(place.folder, name));
  });
});

describe("a file that the matter system does not take in", () => {
  it("is told to people after two days, and untold when it is", async () => {
    await pay("204187", 2_500);
    await bench.sendAfter();
    await postAll();
    await bench.sendAfter();
    for (let hours = 1; hours <= 47; hours += 1) await bench.sendAfter(hours * HOUR_MS);
    expect(await alerts()).toEqual([]);
    await bench.sendAfter(2 * DAY_MS + HOUR_MS);
    expect(await alerts()).toMatchObject([{ open: true, detail: { missing: "1" } }]);
    await place.importNow();
    await bench.sendAfter(4 * DAY_MS);
    expect((await alerts()).map(({ open }) => open)).toEqual([false]);
  });
});
