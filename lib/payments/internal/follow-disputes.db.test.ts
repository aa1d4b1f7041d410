import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { inFirm } from "@/lib/platform/tx";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { clockAfter, DAY_MS } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTrustBench, type TrustBench } from "@/tests/support/trust-bench";
import { recordFinding } from "./record-finding";

const test = useTestDatabase();
let bench: TrustBench;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  bench = await makeTrustBench(test, `frm_${firms}`);
});
afterEach(() => expectBooksToAgree(test));

/** What the gateway says of the payment now. */
async function read(paymentId: string, days: number) {
  const ctx = bench.ctxAfter(days * DAY_MS);
  const { gateway, account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, "acc_trust"));
  const found = await gatewayOf(gateway, ctx).findCharge(account, paymentId);
  if (found.kind !== "found") throw new Error("The sandbox lost the charge.");
  return found;
}

describe("the fee of a dispute", () => {
  it("is charged to operating when the gateway names it late, another, or takes it back", async () => {
    const paymentId = await bench.settled(40_000);
    await bench.act(paymentId, "dispute", 3 * DAY_MS);
    const found = await read(paymentId, 4);
    const [dispute] = found.disputes;
    if (!dispute) throw new Error("There is no dispute.");
    const fees = async () => (await bench.openCharges()).filter(([kind]) => kind === "dispute_fee").map(([, at]) => at);
    for (const [feeCents, wanted] of [
      [0, 0],
      [1_500, 1_500],
      [1_500, 1_500],
      [2_000, 2_000],
      [1_500, 1_500],
      [2_000, 2_000],
    ] as const) {
      await recordFinding(bench.ctxAfter(4 * DAY_MS), paymentId, { ...found, disputes: [{ ...dispute, feeCents }] });
      expect((await fees()).reduce((sum, cents) => sum + cents, 0)).toBe(wanted);
    }
  });
});

describe("several disputes of one payment", () => {
  const open = { reason: "fraudulent", feeCents: 1_500, evidenceDueAt: null, status: "open" as const };
  const first = { ...open, gatewayRef: "dp_1", amountCents: 10_000, openedAt: clockAfter(2 * DAY_MS).now() };
  const second = { ...open, gatewayRef: "dp_2", amountCents: 15_000, openedAt: clockAfter(3 * DAY_MS).now() };
  const third = { ...open, gatewayRef: "dp_3", amountCents: 5_000, openedAt: clockAfter(4 * DAY_MS).now() };
  const won = { status: "won" as const };
  const lost = { status: "lost" as const };

  it("all count: for its state, the matter, what operating owes, and who is told", async () => {
    const paymentId = await bench.settled(40_000);
    const found = await read(paymentId, 2);
    const stand = async (...disputes: (typeof found.disputes)[number][]) => {
      await recordFinding(bench.ctxAfter(5 * DAY_MS), paymentId, { ...found, disputes });
      const [row] = await test.asOwner<{ status: string }>("select status from payments where id = $1", [paymentId]);
      const { totalCents } = await bench.standingAfter(5 * DAY_MS);
      const charges = (await bench.openCharges()).filter(([kind]) => kind === "chargeback").map(([, cents]) => cents);
      return [row?.status, totalCents, charges.toSorted((a, b) => a - b)];
    };
    expect(await stand(first)).toEqual(["disputed", 30_000, [10_000]]);
    expect(await stand(second, first)).toEqual(["disputed", 15_000, [10_000, 15_000]]);
    expect(await bench.openAlerts("dispute_opened")).toMatchObject([{ detail: { amountCents: "25000" } }]);
    // A reading from before the second one.
    expect(await stand(first)).toEqual(["disputed", 15_000, [10_000, 15_000]]);
    expect(await stand(second, { ...first, ...won })).toEqual(["disputed", 25_000, [15_000]]);
    expect(await stand({ ...second, ...lost }, { ...first, ...won })).toEqual(["dispute_lost", 25_000, [15_000]]);
    expect(await stand(third, { ...second, ...lost }, { ...first, ...won })).toEqual([
      "disputed",
      20_000,
      [5_000, 15_000],
    ]);
    expect(await bench.openAlerts("dispute_opened")).toMatchObject([{ detail: { amountCents: "5000" } }]);
    const ended = [
      { ...third, ...won },
      { ...second, ...won },
      { ...first, ...won },
    ];
    expect(await stand(...ended)).toEqual(["settled", 40_000, []]);
    expect(await stand(...ended)).toEqual(["settled", 40_000, []]);
    expect(await bench.openCharges()).toEqual([
      ["dispute_fee", 1_500],
      ["dispute_fee", 1_500],
      ["dispute_fee", 1_500],
      ["fee", 1_190],
    ]);
  });
});

it("charges a gateway's fee that changes and comes back to what it was", async () => {
  const paymentId = await bench.settled(100_000);
  const found = await read(paymentId, 2);
  for (const feeCents of [2_930, 0, 2_930, 0, 2_930]) {
    await recordFinding(bench.ctxAfter(2 * DAY_MS), paymentId, { ...found, feeCents });
    const cents = (await bench.openCharges()).reduce((sum, [, each]) => sum + each, 0);
    expect(cents).toBe(feeCents);
  }
});
