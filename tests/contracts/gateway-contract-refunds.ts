import { expect, it } from "vitest";
import type { RefundRequest } from "@/lib/gateways/port";
import { chargeOf, expectKind, type GatewayHarness, type MakeHarness } from "./gateway-harness";

async function chargedForRefund(harness: GatewayHarness): Promise<RefundRequest> {
  const request = chargeOf(harness, { amountCents: 10_000 });
  const { gatewayRef } = expectKind(await harness.gateway.charge(request), "approved");
  const { account, currency } = request;
  return {
    account,
    reference: harness.newId(),
    idempotencyKey: harness.newId(),
    chargeReference: request.reference,
    gatewayRef,
    amountCents: 10_000,
    currency,
  };
}

const again = (harness: GatewayHarness, refund: RefundRequest, amountCents: number): RefundRequest => ({
  ...refund,
  amountCents,
  reference: harness.newId(),
  idempotencyKey: harness.newId(),
});

export function describeRefunds(make: MakeHarness): void {
  it("refunds in full, once for one key, and finds the refund by our reference", async () => {
    const harness = await make();
    const refund = await chargedForRefund(harness);
    const find = () => harness.gateway.findRefund(refund.account, refund.reference, { gatewayRef: refund.gatewayRef });
    expect(await find()).toEqual({ kind: "absent" });
    const first = await harness.gateway.refund(refund);
    expect(first).toMatchObject({ kind: "refunded" });
    expect(await harness.gateway.refund(refund)).toEqual(first);
    expect(await find()).toEqual(first);
    expect(await harness.readBooks(refund.chargeReference)).toMatchObject([{ refundedCents: 10_000 }]);
  });

  it("refunds in parts up to what is left, never a cent more", async () => {
    const harness = await make();
    const refund = await chargedForRefund(harness);
    expect(await harness.gateway.refund(again(harness, refund, 10_001))).toMatchObject({ kind: "refused" });
    expect(await harness.gateway.refund(again(harness, refund, 4_000))).toMatchObject({ kind: "refunded" });
    expect(await harness.gateway.refund(again(harness, refund, 6_001))).toMatchObject({ kind: "refused" });
    expect(await harness.gateway.refund(again(harness, refund, 6_000))).toMatchObject({ kind: "refunded" });
    expect(await harness.gateway.refund(again(harness, refund, 1))).toMatchObject({ kind: "refused" });
    expect(await harness.gateway.findCharge(refund.account, refund.chargeReference)).toMatchObject({
      refundedCents: 10_000,
    });
  });

  it("lets only one of twenty refunds of 60 percent through when they come at once", async () => {
    const harness = await make();
    const refund = await chargedForRefund(harness);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => harness.gateway.refund(again(harness, refund, 6_000))),
    );
    expect(outcomes.filter((outcome) => outcome.kind === "refunded")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === "refused")).toHaveLength(19);
    expect(await harness.readBooks(refund.chargeReference)).toMatchObject([{ refundedCents: 6_000 }]);
  });

  it("refunds once when the same key comes twenty times at once, and refuses the key with another amount", async () => {
    const harness = await make();
    const refund = { ...(await chargedForRefund(harness)), amountCents: 2_500 };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => harness.gateway.refund(refund)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(await harness.gateway.refund({ ...refund, amountCents: 2_501 })).toMatchObject({
      kind: harness.usedKeyAnswers === "unknown" ? "unknown" : "refused",
    });
    expect(await harness.readBooks(refund.chargeReference)).toMatchObject([{ refundedCents: 2_500 }]);
  });

  it("answers unknown when the answer to a refund is lost, and the look-up then finds it", async () => {
    const harness = await make();
    const refund = await chargedForRefund(harness);
    await harness.cause("answers_lost");
    expect(await harness.gateway.refund(refund)).toMatchObject({ kind: "unknown" });
    await harness.calm();
    expect(await harness.gateway.findRefund(refund.account, refund.reference)).toMatchObject({ kind: "refunded" });
    expect(await harness.readBooks(refund.chargeReference)).toMatchObject([{ refundedCents: 10_000 }]);
  });

  it("refuses what cannot be refunded: a declined or pending charge, another account's, another currency", async () => {
    const harness = await make();
    const refund = await chargedForRefund(harness);
    const refused = { kind: "refused", code: expect.any(String) };
    const { foreignAccount } = harness;
    expect(
      await harness.gateway.refund({ ...refund, account: foreignAccount, currency: foreignAccount.currency }),
    ).toMatchObject(refused);
    expect(await harness.gateway.refund({ ...refund, currency: foreignAccount.currency })).toMatchObject(refused);
    expect(await harness.gateway.refund({ ...refund, gatewayRef: "no-such-charge" })).toMatchObject(refused);
    for (const methodToken of [harness.declines[0]?.token ?? "", harness.tokens.settles]) {
      const request = chargeOf(harness, { methodToken });
      const outcome = await harness.gateway.charge(request);
      const gatewayRef = "gatewayRef" in outcome ? (outcome.gatewayRef ?? "") : "";
      expect(
        await harness.gateway.refund({
          ...again(harness, refund, 1),
          chargeReference: request.reference,
          gatewayRef,
        }),
      ).toMatchObject(refused);
    }
    expect(await harness.readBooks(refund.chargeReference)).toMatchObject([{ refundedCents: 0 }]);
  });
}
