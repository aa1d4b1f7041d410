import { beforeEach, describe, expect, it } from "vitest";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { followPayment } from "@/lib/payments/follow-payment";
import { inFirm } from "@/lib/platform/tx";
import { clockAfter, DAY_MS, HOUR_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { makeTrustBench } from "@/tests/support/trust-bench";
import { refundPayment } from "./refund-payment";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

async function pay(): Promise<string> {
  const link = await firm.makeLink({ send: false, amountCents: 10_000 }, clockAfter(0));
  return (await payAs(firm, link.id)).paymentId;
}

/** Somebody presses refund on the gateway's own pages. */
async function refundThere(paymentId: string, amountCents: number, reference: string): Promise<void> {
  const ctx = firm.ctxAt(clockAfter(HOUR_MS));
  const { gateway, account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, "acc_operating"));
  const [row] = await test.asOwner<{ ref: string }>("select gateway_ref as ref from payments where id = $1", [
    paymentId,
  ]);
  const outcome = await gatewayOf(gateway, ctx).refund({
    account,
    reference,
    idempotencyKey: `there:${reference}`,
    chargeReference: paymentId,
    gatewayRef: row?.ref ?? "",
    amountCents,
    currency: "USD",
  });
  expect(outcome.kind).toBe("refunded");
}

const follow = (paymentId: string, ms: number) => followPayment(firm.ctxAt(clockAfter(ms)), paymentId);
const refundHere = (paymentId: string, amountCents: number, requestKey: string) =>
  refundPayment(staffCtx(firm, ["payments.refund"], { clock: clockAfter(2 * HOUR_MS) }), {
    paymentId,
    amountCents,
    reason: "",
    requestKey,
  });

async function standing(paymentId: string) {
  const [row] = await test.asOwner(
    `select status, refunded_cents::int as refunded, (select array_agg(created_by || ' ' || amount_cents || ' ' || r.status order by r.created_at)
       from refunds r where r.payment_id = p.id) as refunds from payments p where p.id = $1`,
    [paymentId],
  );
  return row;
}

describe("a refund made at the gateway's own pages", () => {
  it("is booked once, however often it is seen, and leaves less to refund here", async () => {
    const paymentId = await pay();
    await refundThere(paymentId, 4_000, "dashboard-1");
    for (const hours of [2, 3, 4]) await follow(paymentId, hours * HOUR_MS);
    expect(await standing(paymentId)).toEqual({
      status: "partially_refunded",
      refunded: 4_000,
      refunds: ["gateway:sandbox 4000 refunded"],
    });
    expect(await refusalOf(refundHere(paymentId, 6_001, "request-too-much"))).toMatchObject({
      reason: "amount_above_rest",
    });
    await refundHere(paymentId, 1_000, "request-one");
    await refundThere(paymentId, 5_000, "dashboard-2");
    await follow(paymentId, 5 * HOUR_MS);
    expect(await standing(paymentId)).toEqual({
      status: "refunded",
      refunded: 10_000,
      refunds: ["gateway:sandbox 4000 refunded", "user:usr_test 1000 refunded", "gateway:sandbox 5000 refunded"],
    });
    const mails = await test.asOwner(
      "select count(*)::int as n from mails where object_id = $1 and kind = 'refund-receipt'",
      [paymentId],
    );
    expect(mails).toEqual([{ n: 3 }]);
  });

  it("is told apart from ours, which both books hold", async () => {
    const paymentId = await pay();
    await refundHere(paymentId, 2_500, "request-ours");
    await follow(paymentId, 2 * HOUR_MS);
    await follow(paymentId, 2 * DAY_MS);
    expect(await standing(paymentId)).toMatchObject({ refunded: 2_500, refunds: ["user:usr_test 2500 refunded"] });
  });
});

describe("a refund that the gateway took back", () => {
  const alerts = () =>
    test.asOwner("select detail, closed_at is null as open from alerts where firm_id = $1 and kind = 'refund_failed'", [
      firm.firmId,
    ]);

  it("is an alert, once, and not while the answer is young", async () => {
    const paymentId = await pay();
    await refundHere(paymentId, 3_000, "request-failing");
    await test.asOwner("update sandbox.charges set refunded_cents = 0 where reference = $1", [paymentId]);
    await follow(paymentId, 2 * HOUR_MS + 60_000);
    expect(await alerts()).toEqual([]);
    const alert = { detail: { amountCents: "3000", currency: "USD" }, open: true };
    for (const hours of [4, 5]) await follow(paymentId, hours * HOUR_MS);
    expect(await alerts()).toEqual([alert]);
    await test.asOwner("update sandbox.charges set refunded_cents = 3000 where reference = $1", [paymentId]);
    await follow(paymentId, 6 * HOUR_MS);
    expect(await alerts()).toEqual([{ ...alert, open: false }]);
  });
});

describe("a refund of trust money at the gateway's own pages", () => {
  it("is booked at once, also while its money has not cleared", async () => {
    const bench = await makeTrustBench(test, "frm_trust_there");
    await bench.setHoldDays(2);
    const paymentId = await bench.settled(10_000);
    await test.asOwner("update sandbox.charges set refunded_cents = 4000 where reference = $1", [paymentId]);
    for (const hours of [1, 2]) await followPayment(bench.ctxAfter(DAY_MS + hours * HOUR_MS), paymentId);
    expect(await standing(paymentId)).toMatchObject({ refunded: 4_000, refunds: ["gateway:sandbox 4000 refunded"] });
    expect(await bench.standingAfter(DAY_MS + HOUR_MS)).toMatchObject({ totalCents: 6_000, clearedCents: 0 });
    expect(await bench.openAlerts("trust_negative")).toEqual([]);
  });

  it("raises the alarm of a matter that it takes below zero, until the money is there", async () => {
    const bench = await makeTrustBench(test, "frm_trust_below");
    const paymentId = await bench.deposit(10_000);
    await test.asOwner("update sandbox.charges set refunded_cents = 4000 where reference = $1", [paymentId]);
    await followPayment(bench.ctxAfter(HOUR_MS), paymentId);
    expect(await standing(paymentId)).toMatchObject({ refunded: 4_000 });
    expect(await bench.openAlerts("trust_negative")).toMatchObject([{ detail: { balanceCents: "-4000" } }]);
    expect(await refusalOf(bench.refund(paymentId, 1_000, HOUR_MS))).toMatchObject({ reason: "trust_balance_too_low" });
    await bench.act(paymentId, "settle", DAY_MS);
    expect(await bench.openAlerts("trust_negative")).toEqual([]);
  });
});
