import { beforeEach, describe, expect, it } from "vitest";
import { followPayment } from "@/lib/payments/follow-payment";
import { lockPayment } from "@/lib/payments/lock-payment";
import { movePayment } from "@/lib/payments/move-payment";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { inFirm } from "@/lib/platform/tx";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { RETURN_CODES } from "@/lib/returns/model";
import { voidPayment } from "@/lib/voids/void-payment";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  DAY_MS,
  deskAt,
  HOUR_MS,
  MINUTE_MS,
  payAs,
} from "@/tests/support/money-bench";
import { inventItem, makePostingBench, type PostingBench } from "@/tests/support/posting-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { applyToPostings } from "./apply-to-postings";
import { queueRecords } from "./internal/queue-records";
import { sumUnconfirmed } from "./queries";

/** The column "posting record" of the table "what happens to what" of the specification, and reliability requirement 17. */
const test = useTestDatabase();
let bench: PostingBench;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  bench = await makePostingBench(test, `frm_${firms}`);
});

const CODES = Object.keys(RETURN_CODES);
const LINES = [
  { item: inventItem(), amountCents: 6_000 },
  { item: inventItem({ key: "4712", invoiceNumber: "204077", matterNumber: "10427-0001" }), amountCents: 4_000 },
];
const TRUST = [
  { item: inventItem({ key: "1-1", kind: "trust", invoiceNumber: "", bankAccount: "IOLTA" }), amountCents: 10_000 },
];

async function actAtDesk(
  paymentId: string,
  action: "dispute" | "win" | "lose" | "return",
  ms: number,
  code = "",
): Promise<void> {
  const [charge] = await test.asOwner<{ id: string }>("select id from sandbox.charges where reference = $1", [
    paymentId,
  ]);
  expect(await deskAt(clockAfter(ms)).actOnCharge(charge?.id ?? "", action, code)).toBe(true);
  await followPayment(bench.firm.ctxAt(clockAfter(ms)), paymentId);
}

const settle = () => reconcilePayments(bench.firm.ctxAt(clockAfter(10 * MINUTE_MS)));

/** As the gateway's news would move it. */
async function move(paymentId: string, to: "settled" | "returned", code = ""): Promise<void> {
  const ctx = bench.firm.ctxAt(clockAfter(20 * DAY_MS));
  const detail: Record<string, string> = code ? { code } : {};
  await inFirm(ctx, async (tx) => movePayment(ctx, tx, await lockPayment(ctx, tx, paymentId), { to, detail }));
}

async function refund(
  paymentId: string,
  amountCents: number,
  key = `request-${paymentId}-${amountCents}`,
): Promise<void> {
  const input = { paymentId, amountCents, requestKey: key };
  expect(await refundPayment(bench.clerkAfter(HOUR_MS), RefundInput.parse(input))).toMatchObject({ kind: "refunded" });
}

/** The job's part: the records of a payment are queued, or stand in a delivered file. */
async function bringTo(state: "unposted" | "queued" | "posted", paymentId: string): Promise<void> {
  if (state === "unposted") return;
  const ids = await bench.ids(paymentId);
  const ctx = bench.firm.ctxAt();
  expect((await inFirm(ctx, (tx) => queueRecords(ctx, tx, ids))).length).toBeGreaterThan(0);
  if (state === "posted")
    await test.asOwner(
      "update postings set state = 'posted', posted_at = now() where payment_id = $1 and state = 'queued'",
      [paymentId],
    );
}

/** What the records that are not removed for good stand for. */
async function net(paymentId: string): Promise<number> {
  const [row] = await test.asOwner<{ cents: number }>(
    "select coalesce(sum(amount_cents), 0)::int as cents from postings where payment_id = $1 and state <> 'removed'",
    [paymentId],
  );
  return row?.cents ?? 0;
}

async function pay(method: string, lines = LINES): Promise<string> {
  return (await bench.payLines(lines, { method })).paymentId;
}

describe("records of a payment are made", () => {
  it.each([
    ["a card that is approved", "visa", "accepted", "operating", 2, 2],
    ["a card into trust", "visa", "settled", "trust", 1, 1],
    ["an eCheck that is accepted", "bank-pays", "accepted", "operating", 2, 2],
    ["an eCheck, not before it settles", "bank-pays", "settled", "operating", 0, 2],
    ["an eCheck into trust, not before it settles", "bank-pays", "accepted", "trust", 0, 1],
    ["a card that is declined, never", "declined", "accepted", "operating", 0, 0],
  ] as const)("for %s", async (_name, method, echeckPosting, kind, expected, afterSettlement) => {
    await bench.set({ echeckPosting });
    const id = await pay(method, kind === "trust" ? TRUST : LINES);
    expect(await bench.records(id)).toHaveLength(expected);
    await settle();
    const records = await bench.records(id);
    expect(records).toHaveLength(afterSettlement);
    expect(records.every(([state, , , cause]) => state === "pending" && cause === "payment")).toBe(true);
  });

  it("never for a payment without lines, and none for an eCheck that comes back before it settles", async () => {
    const link = await bench.firm.makeLink({ send: false }, clockAfter(0));
    await payAs(bench.firm, link.id, {});
    await bench.set({ echeckPosting: "settled" });
    await pay("bank-r01");
    await settle();
    expect(await bench.records()).toEqual([]);
  });

  it("with all that the line says, a number each, and a job that asks about them", async () => {
    const id = await pay("visa");
    const rows = await test.asOwner(
      `select number, kind, item_key, client_number, matter_number, invoice_number, payer_name, source, ar_message, account_id
       from postings where payment_id = $1 order by number`,
      [id],
    );
    const line = { client_number: "10427", payer_name: "Elena Marsh", source: "quick_link", ar_message: "Thank you" };
    expect(rows).toMatchObject([
      { ...line, number: "D-2026-000001", item_key: "4711", invoice_number: "204118", account_id: "acc_operating" },
      { ...line, number: "D-2026-000002", item_key: "4712", invoice_number: "204077", matter_number: "10427-0001" },
    ]);
    const jobs = await test.asOwner<{ key: string }>(
      "select key from graphile_worker.jobs where task_identifier = 'match-postings'",
    );
    expect(jobs.map(({ key }) => key)).toContain(`match-postings:${bench.firm.firmId}`);
  });

  it("never with the surcharge, nor taken back with it", async () => {
    const id = await pay("visa");
    await test.asOwner("delete from postings where payment_id = $1", [id]);
    await test.asOwner("alter table payments disable trigger user");
    await test.asOwner(
      "update payments set amount_cents = 10300, surcharge_cents = 300, status = 'approved' where id = $1",
      [id],
    );
    await test.asOwner("alter table payments enable trigger user");
    await test.asOwner("update sandbox.charges set amount_cents = 10300 where reference = $1", [id]);
    const ctx = bench.firm.ctxAt();
    await inFirm(ctx, async (tx) => applyToPostings(ctx, tx, await lockPayment(ctx, tx, id), "payment"));
    expect(await net(id)).toBe(10_000);
    await bringTo("posted", id);
    await refund(id, 1_030);
    expect(await net(id)).toBe(9_000);
    await refund(id, 9_270);
    expect(await net(id)).toBe(0);
  });
});

describe("the sum of what is on its way to an item", () => {
  const sum = () => {
    const ctx = bench.firm.ctxAt();
    const refs = ["4711", "4712", "4713"].map((key) => ({ kind: "invoice" as const, key }));
    return inFirm(ctx, (tx) => sumUnconfirmed(ctx, tx, bench.connectionId, refs));
  };

  it("counts payments that are under way, then their records, until they are confirmed or go back", async () => {
    await bench.set({ echeckPosting: "settled" });
    expect(await sum()).toEqual(new Map());
    const waiting = await pay("bank-pays");
    expect(await bench.records(waiting)).toEqual([]);
    const both = new Map([
      ["invoice:4711", 6_000],
      ["invoice:4712", 4_000],
    ]);
    expect(await sum()).toEqual(both);
    await move(waiting, "settled");
    expect(await sum()).toEqual(both);
    await pay("declined");
    await causeFaults("lost=1,down=0");
    await pay("visa");
    await calmFaults();
    expect((await sum()).get("invoice:4711")).toBe(12_000);
    await bringTo("posted", waiting);
    await refund(waiting, 1_000);
    expect((await sum()).get("invoice:4712")).toBe(7_000);
    await test.asOwner("update postings set confirmed_at = now() where payment_id = $1 and state = 'posted'", [
      waiting,
    ]);
    expect(await sum()).toEqual(
      new Map([
        ["invoice:4711", 6_000],
        ["invoice:4712", 3_000],
      ]),
    );
  });
});

describe.each(["unposted", "queued", "posted"] as const)("of records that are %s", (state) => {
  const isFree = state === "unposted";

  it("a whole refund, a void and a lost dispute take all back", async () => {
    const refunded = await pay("visa");
    await bringTo(state, refunded);
    await refund(refunded, 10_000);
    const voided = await pay("visa");
    await bringTo(state, voided);
    await voidPayment(bench.clerkAfter(HOUR_MS), { paymentId: voided, reason: "" });
    const lost = await pay("visa");
    await bringTo(state, lost);
    await actAtDesk(lost, "dispute", DAY_MS);
    expect(await net(lost)).toBe(10_000);
    await actAtDesk(lost, "lose", 2 * DAY_MS);
    for (const id of [refunded, voided, lost]) {
      expect(await net(id)).toBe(0);
      const reversals = (await bench.records(id)).filter(([, , , , reverses]) => reverses);
      expect(reversals).toHaveLength(isFree ? 0 : 2);
    }
    await actAtDesk(lost, "win", 3 * DAY_MS);
    expect(await net(lost)).toBe(10_000);
  });

  it("parts are refunded many times, the last line first, one reversal for each", async () => {
    const id = await pay("visa");
    await bringTo(state, id);
    for (const [index, cents] of [1_500, 1_500, 1_500, 2_000].entries())
      await refund(id, cents, `part-refund-${index}`);
    expect(await net(id)).toBe(3_500);
    const records = await bench.records(id);
    if (isFree) {
      expect(records.filter(([each]) => each !== "removed").map(([, , cents]) => cents)).toEqual([3_500]);
    } else {
      expect(records.slice(2).map(([each, , cents, , reverses]) => [each, cents, reverses])).toEqual([
        ["pending", -1_500, true],
        ["pending", -1_500, true],
        ["pending", -500, true],
        ["pending", -1_000, true],
        ["pending", -2_000, true],
      ]);
    }
  });

  it("a return by any code after settlement takes them back once, with an alert", async () => {
    for (const code of CODES) {
      const id = await pay("bank-pays");
      await move(id, "settled");
      await bringTo(state, id);
      await move(id, "returned", code);
      await move(id, "returned", code);
      expect(await net(id), code).toBe(0);
      const reversals = (await bench.records(id)).filter(([, , , cause]) => cause === "return");
      expect(reversals, code).toHaveLength(isFree ? 0 : 2);
      const alerts = await test.asOwner("select 1 from alerts where object_id = $1 and kind = 'echeck_returned'", [id]);
      expect(alerts, code).toHaveLength(1);
    }
  });
});

describe("of a payment that was refunded in part", () => {
  it("a return by any code takes back only what is left", async () => {
    for (const code of CODES) {
      const id = await pay("bank-pays");
      await move(id, "settled");
      await bringTo("posted", id);
      await refund(id, 2_500);
      await move(id, "returned", code);
      expect(await net(id), code).toBe(0);
      const taken = (await bench.records(id))
        .slice(2)
        .map(([, , cents, cause]) => [cents, String(cause).split(":")[0]]);
      expect(taken, code).toEqual([
        [-2_500, "refund"],
        [-6_000, "return"],
        [-1_500, "return"],
      ]);
    }
  });
});
