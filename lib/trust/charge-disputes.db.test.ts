import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { recordFinding } from "@/lib/payments/internal/record-finding";
import { inFirm } from "@/lib/platform/tx";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { DAY_MS } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTrustBench, type TrustBench } from "@/tests/support/trust-bench";

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
    const dispute = found.dispute;
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
      await recordFinding(bench.ctxAfter(4 * DAY_MS), paymentId, { ...found, dispute: { ...dispute, feeCents } });
      expect((await fees()).reduce((sum, cents) => sum + cents, 0)).toBe(wanted);
    }
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
