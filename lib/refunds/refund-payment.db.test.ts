import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freezeMoney } from "@/lib/firms/freeze-money";
import { getPayment } from "@/lib/payments/get-payment";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  payAs,
  refusalOf,
  staffCtx,
} from "@/tests/support/money-bench";
import { printFigures } from "@/tests/support/print-figures";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { runsOf } from "@/tests/support/runs";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { refundPayment } from "./refund-payment";
import { RefundInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

async function pay(method = "visa"): Promise<string> {
  const link = await firm.makeLink({ send: false, amountCents: 10_000 }, clockAfter(0));
  return (await payAs(firm, link.id, { method })).paymentId;
}

const inputOf = (paymentId: string, amountCents: number, requestKey: string) =>
  RefundInput.parse({ paymentId, amountCents, requestKey, reason: "Duplicate invoice" });
const clerk = (accountIds: string[] | null = null) =>
  staffCtx(firm, ["payments.view", "payments.refund"], { accountIds, clock: clockAfter(HOUR_MS) });
const refund = (paymentId: string, amountCents: number, requestKey = `request-${paymentId}-${amountCents}`) =>
  refundPayment(clerk(), inputOf(paymentId, amountCents, requestKey));

async function rowOf(paymentId: string) {
  const [row] = await test.asOwner<{ status: string; refunded: number; at_gateway: number; refunds: number }>(
    `select p.status, p.refunded_cents::int as refunded, c.refunded_cents::int as at_gateway,
       (select count(*)::int from sandbox.refunds s where s.charge_id = c.id) as refunds
     from payments p join sandbox.charges c on c.reference = p.id where p.id = $1`,
    [paymentId],
  );
  return row;
}

describe("refundPayment", () => {
  it("gives back a part, mails the payer, and writes history and audit with who and why", async () => {
    const paymentId = await pay();
    expect(await refund(paymentId, 4_000)).toMatchObject({
      kind: "refunded",
      refundId: expect.stringMatching(/^ref_/),
    });
    expect(await rowOf(paymentId)).toEqual({
      status: "partially_refunded",
      refunded: 4_000,
      at_gateway: 4_000,
      refunds: 1,
    });
    const mails = await test.asOwner(
      "select kind, to_address from mails where object_id = $1 and kind = 'refund-receipt'",
      [paymentId],
    );
    expect(mails).toEqual([{ kind: "refund-receipt", to_address: "elena.marsh@bluewater.example" }]);
    const audit = await test.asOwner(
      "select action, actor, ip, detail->>'amountCents' as cents, detail->>'reason' as reason from audit_log where object_id = $1 and action like 'refund%'",
      [paymentId],
    );
    expect(audit).toEqual([
      { action: "refund.done", actor: "user:usr_test", ip: "203.0.113.8", cents: "4000", reason: "Duplicate invoice" },
    ]);
  });

  it("gives back in several parts up to the whole; each part is a line of the history", async () => {
    const paymentId = await pay();
    for (const cents of [1_000, 2_500, 6_500]) await refund(paymentId, cents);
    expect(await rowOf(paymentId)).toEqual({ status: "refunded", refunded: 10_000, at_gateway: 10_000, refunds: 3 });
    const { events } = await getPayment(clerk(), paymentId);
    const told = events
      .filter((event) => event.kind.endsWith("refunded"))
      .map(({ kind, detail }) => [kind, detail.amountCents]);
    expect(told).toEqual([
      ["partially_refunded", "1000"],
      ["partially_refunded", "2500"],
      ["refunded", "6500"],
    ]);
  });

  it("refuses more than remains, of an eCheck in flight, and of what was declined", async () => {
    const paymentId = await pay();
    expect(await refusalOf(refund(paymentId, 10_001))).toEqual({ code: "refused", reason: "amount_above_rest" });
    await refund(paymentId, 6_000);
    expect(await refusalOf(refund(paymentId, 4_001))).toEqual({ code: "refused", reason: "amount_above_rest" });
    for (const method of ["bank-pays", "declined"])
      expect(await refusalOf(refund(await pay(method), 1))).toEqual({ code: "refused", reason: "not_refundable" });
    expect(await rowOf(paymentId)).toMatchObject({ refunded: 6_000, refunds: 1 });
  });

  it("refuses who may not refund, who may not use the account, and another firm", async () => {
    const paymentId = await pay();
    const input = inputOf(paymentId, 100, "request-wrong-actor");
    const viewer = staffCtx(firm, ["payments.view", "links.send", "payments.take"]);
    expect(await refusalOf(refundPayment(viewer, input))).toEqual({
      code: "forbidden",
      reason: "needs_payments.refund",
    });
    const payer = { ...firm.ctxAt(), actor: { kind: "payer" as const, via: "lnk_1" } };
    expect(await refusalOf(refundPayment(payer, input))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(refundPayment(clerk(["acc_trust"]), input))).toMatchObject({ code: "not_found" });
    const other = await makeTestFirm(`frm_${firms}_other`);
    expect(await refusalOf(refundPayment(other.ctxAt(), input))).toMatchObject({ code: "not_found" });
    expect(await rowOf(paymentId)).toMatchObject({ refunded: 0, refunds: 0 });
    expect(await refundPayment(clerk(["acc_operating"]), input)).toMatchObject({ kind: "refunded" });
  });

  it("writes down the gateway's no, moves nothing, and may be asked for again", async () => {
    const paymentId = await pay();
    const [charge] = await test.asOwner<{ id: string }>("select id from sandbox.charges where reference = $1", [
      paymentId,
    ]);
    const setState = (state: string) =>
      test.asOwner("update sandbox.charges set state = $2 where id = $1", [charge?.id, state]);
    await setState("disputed");
    expect(await refund(paymentId, 4_000, "first-request")).toMatchObject({
      kind: "refused",
      refusalCode: "charge_disputed",
    });
    await setState("approved");
    expect(await rowOf(paymentId)).toEqual({ status: "approved", refunded: 0, at_gateway: 0, refunds: 0 });
    const audit = await test.asOwner("select action from audit_log where object_id = $1 and action like 'refund%'", [
      paymentId,
    ]);
    expect(audit).toEqual([{ action: "refund.refused" }]);
    // The same request keeps its answer; a new one is a new wish.
    expect(await refund(paymentId, 4_000, "first-request")).toMatchObject({ kind: "refused" });
    expect(await refund(paymentId, 10_000, "second-request")).toMatchObject({ kind: "refunded" });
  });

  it("refuses while money is frozen", async () => {
    const paymentId = await pay();
    await freezeMoney(firm.ctxAt(clockAfter(0)));
    expect(await refusalOf(refund(paymentId, 100))).toMatchObject({ code: "money_frozen" });
  });
});

describe("the same request", () => {
  it("twice, or 20 times at once, is one refund", async () => {
    const paymentId = await pay();
    const first = await refund(paymentId, 3_000, "one-request");
    expect(await refund(paymentId, 3_000, "one-request")).toEqual(first);
    const answers = await releaseTogether(20, () => refund(paymentId, 2_000, "another-request"));
    expect(answers.filter((answer) => answer instanceof Error)).toEqual([]);
    expect(new Set(answers.map((answer) => (answer instanceof Error ? "" : answer.refundId))).size).toBe(1);
    expect(await rowOf(paymentId)).toMatchObject({ refunded: 5_000, refunds: 2 });
  });

  it("with another amount or payment is refused, also at once", async () => {
    const [one, two] = [await pay(), await pay()];
    await refund(one, 1_000, "reused-key");
    expect(await refusalOf(refund(one, 1_001, "reused-key"))).toMatchObject({ code: "idempotency_key_reused" });
    expect(await refusalOf(refund(two, 1_000, "reused-key"))).toMatchObject({ code: "idempotency_key_reused" });
    const answers = await releaseTogether(8, (index) => refund(index % 2 ? one : two, 2_000, "raced-key"));
    const counts = countAnswers(answers);
    expect(counts["idempotency_key_reused idempotency_key_reused"]).toBe(4);
    const [a, b] = [await rowOf(one), await rowOf(two)];
    expect((a?.refunded ?? 0) + (b?.refunded ?? 0)).toBe(3_000);
  });
});

const ROUNDS = runsOf("RACE_ROUNDS", 40);

describe("50 refunds of 60 % at once", () => {
  it(
    `are one, each of ${ROUNDS} times`,
    async () => {
      const begun = performance.now();
      const totals: Record<string, number> = {};
      for (let round = 0; round < ROUNDS; round += 1) {
        const paymentId = await pay();
        const counts = countAnswers(
          await releaseTogether(50, (index) => refund(paymentId, 6_000, `request-${round}-${index}`)),
        );
        expect(counts).toEqual({ refunded: 1, "refused amount_above_rest": 49 });
        for (const [name, n] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + n;
        expect(await rowOf(paymentId)).toEqual({
          status: "partially_refunded",
          refunded: 6_000,
          at_gateway: 6_000,
          refunds: 1,
        });
      }
      printFigures(
        `50 refunds of 60 % at once x ${ROUNDS}: ${JSON.stringify(totals)}, ${Math.round(performance.now() - begun)} ms`,
      );
    },
    60_000 + ROUNDS * 3_000,
  );
});

describe("a refund whose answer was lost", () => {
  const reconcileAt = (ms: number) => reconcilePayments(firm.ctxAt(clockAfter(HOUR_MS + ms)));
  async function refundInto(plan: string): Promise<{ paymentId: string; refundId: string }> {
    const paymentId = await pay();
    await causeFaults(plan);
    const result = await refund(paymentId, 6_000);
    await calmFaults();
    expect(result.kind).toBe("unknown");
    return { paymentId, refundId: result.refundId };
  }
  const statusOf = async (refundId: string) =>
    (
      await test.asOwner<{ status: string; refusal_code: string }>(
        "select status, refusal_code from refunds where id = $1",
        [refundId],
      )
    )[0];

  it("counts as gone until it is found, and then once", async () => {
    const { paymentId, refundId } = await refundInto("lost=1");
    expect(await refusalOf(refund(paymentId, 4_001))).toMatchObject({ reason: "amount_above_rest" });
    expect((await getPayment(clerk(), paymentId)).refundableCents).toBe(4_000);
    await Promise.all([reconcileAt(10 * MINUTE_MS), reconcileAt(10 * MINUTE_MS), reconcileAt(11 * MINUTE_MS)]);
    expect(await statusOf(refundId)).toMatchObject({ status: "refunded" });
    expect(await rowOf(paymentId)).toEqual({
      status: "partially_refunded",
      refunded: 6_000,
      at_gateway: 6_000,
      refunds: 1,
    });
    const mails = await test.asOwner("select 1 from mails where object_id = $1 and kind = 'refund-receipt'", [
      paymentId,
    ]);
    expect(mails).toHaveLength(1);
  });

  it("that never arrived is sent again once, also when the gateway has forgotten its keys", async () => {
    const { paymentId } = await refundInto("unsent=1");
    await causeFaults("pruned=1");
    await reconcileAt(10 * MINUTE_MS);
    await reconcileAt(20 * MINUTE_MS);
    expect(await rowOf(paymentId)).toMatchObject({ refunded: 6_000, at_gateway: 6_000, refunds: 1 });
  });

  it("that never arrived is given up after 20 hours, and the money may be asked for again", async () => {
    const { paymentId, refundId } = await refundInto("unsent=1");
    await reconcileAt(20 * HOUR_MS);
    expect(await statusOf(refundId)).toMatchObject({ status: "unknown" });
    await reconcileAt(21 * HOUR_MS);
    expect(await statusOf(refundId)).toEqual({ status: "refused", refusal_code: "never_arrived" });
    expect(await refund(paymentId, 10_000)).toMatchObject({ kind: "refunded" });
  });

  it("is not sent while money is frozen", async () => {
    const { paymentId, refundId } = await refundInto("unsent=1");
    await freezeMoney(firm.ctxAt(clockAfter(0)));
    await reconcileAt(10 * MINUTE_MS);
    expect(await rowOf(paymentId)).toMatchObject({ refunds: 0 });
    expect(await statusOf(refundId)).toMatchObject({ status: "unknown" });
  });

  it("is written down although the payment was disputed meanwhile", async () => {
    const paymentId = await pay("disputed");
    await causeFaults("lost=1");
    await refundPayment(
      staffCtx(firm, ["payments.refund"], { clock: clockAfter(MINUTE_MS) }),
      inputOf(paymentId, 10_000, "request-disputed"),
    );
    await calmFaults();
    // The dispute is seen first, by whoever looks at the payment.
    await reconcilePayments(firm.ctxAt(clockAfter(2 * DAY_MS)));
    expect(await rowOf(paymentId)).toMatchObject({ status: "disputed", refunded: 10_000, at_gateway: 10_000 });
  });
});

it("keeps both ledgers equal when refunds of every kind cross with lost answers", async () => {
  const paymentIds: string[] = [];
  for (let i = 0; i < 12; i += 1) paymentIds.push(await pay());
  await causeFaults("lost=0.2,unsent=0.15,error=0.1,seed=5");
  await releaseTogether(60, (index) => refund(paymentIds[index % 12] ?? "", 2_500 + index, `crossing-${index}`));
  for (const minutes of [10, 30, 90]) await reconcilePayments(firm.ctxAt(clockAfter(HOUR_MS + minutes * MINUTE_MS)));
  await calmFaults();
  await reconcilePayments(firm.ctxAt(clockAfter(10 * HOUR_MS)));
  const open = await test.asOwner("select 1 from refunds where firm_id = $1 and status in ('processing', 'unknown')", [
    firm.firmId,
  ]);
  expect(open).toEqual([]);
  const [sum] = await test.asOwner<{ ours: string; theirs: string }>(
    `select (select sum(amount_cents) from refunds where status = 'refunded' and firm_id = $1) as ours,
       (select sum(amount_cents) from sandbox.refunds where firm_id = $1) as theirs`,
    [firm.firmId],
  );
  expect(sum?.ours).toBe(sum?.theirs);
}, 120_000);
