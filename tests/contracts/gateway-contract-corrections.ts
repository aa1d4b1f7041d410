import { expect, it } from "vitest";
import type { VoidRequest } from "@/lib/gateways/port";
import { chargeOf, expectKind, type GatewayHarness, type MakeHarness } from "./gateway-harness";

async function charged(harness: GatewayHarness, methodToken: string) {
  const request = chargeOf(harness, { methodToken, amountCents: 10_000 });
  const outcome = await harness.gateway.charge(request);
  if (outcome.kind !== "approved" && outcome.kind !== "pending") throw new Error(`charge answered ${outcome.kind}`);
  const { account, reference: chargeReference } = request;
  const { gatewayRef } = outcome;
  const find = () => harness.gateway.findCharge(account, chargeReference, { gatewayRef });
  return { voiding: { account, idempotencyKey: harness.newId(), chargeReference, gatewayRef } as VoidRequest, find };
}

/** What becomes of a charge after it was taken: taken back, disputed, paid for. */
export function describeCorrections(make: MakeHarness): void {
  it("takes a charge back before it settles, once and as often as it is asked", async () => {
    const harness = await make();
    const { voiding, find } = await charged(harness, harness.tokens.voids);
    expect(await harness.gateway.void(voiding)).toEqual({ kind: "voided" });
    expect(await harness.gateway.void(voiding)).toEqual({ kind: "voided" });
    expect(await find()).toMatchObject({ kind: "found", reversal: { kind: "voided" } });
    expect(await harness.readBooks(voiding.chargeReference)).toMatchObject([{ tookMoney: false }]);
  });

  it("refuses to take back what has settled, and leaves it as it was", async () => {
    const harness = await make();
    const { voiding, find } = await charged(harness, harness.tokens.approves);
    await harness.letSettle();
    expect(await harness.gateway.void(voiding)).toEqual({ kind: "refused", code: "charge_settled" });
    expect(await find()).toMatchObject({ kind: "found", outcome: { settled: true }, reversal: null });
    expect(await harness.readBooks(voiding.chargeReference)).toMatchObject([{ tookMoney: true }]);
  });

  it("answers unknown when the answer to a void is lost, and the look-up then shows it", async () => {
    const harness = await make();
    const { voiding, find } = await charged(harness, harness.tokens.voids);
    await harness.cause("answers_lost");
    expect(await harness.gateway.void(voiding)).toMatchObject({ kind: "unknown" });
    await harness.calm();
    expect(await find()).toMatchObject({ kind: "found", reversal: { kind: "voided" } });
  });

  it("tells a dispute, and what became of it", async () => {
    for (const isWon of [true, false]) {
      const harness = await make();
      const { voiding, find } = await charged(harness, harness.tokens.approves);
      expect(await find()).toMatchObject({ disputes: [] });
      await harness.letSettle();
      await harness.dispute(voiding.gatewayRef);
      expect(await find()).toMatchObject({
        kind: "found",
        outcome: { kind: "approved" },
        disputes: [{ status: "open", amountCents: 10_000, reason: "fraudulent", openedAt: expect.any(Date) }],
      });
      await harness.decideDispute(voiding.gatewayRef, isWon);
      expect(await find()).toMatchObject({ disputes: [{ status: isWon ? "won" : "lost", amountCents: 10_000 }] });
    }
  });

  it("says what it keeps for itself, and nothing of what it never took", async () => {
    const harness = await make();
    const request = chargeOf(harness, { methodToken: harness.declines[0]?.token ?? "" });
    expectKind(await harness.gateway.charge(request), "declined");
    expect(await harness.gateway.findCharge(request.account, request.reference)).toMatchObject({ feeCents: null });
    const { find } = await charged(harness, harness.tokens.approves);
    await harness.letSettle();
    const found = await find();
    if (found.kind !== "found") throw new Error(`findCharge answered ${found.kind}`);
    expect(found.feeCents).toBeGreaterThan(0);
    expect(found.feeCents).toBeLessThan(1_000);
  });

  it("answers the same with what our books know as without", async () => {
    const harness = await make();
    const { voiding, find } = await charged(harness, harness.tokens.approves);
    const { account, chargeReference } = voiding;
    const plain = await harness.gateway.findCharge(account, chargeReference);
    expect(plain).toMatchObject({ kind: "found" });
    expect(await find()).toEqual(plain);
    expect(await harness.gateway.findCharge(account, chargeReference, { submittedAt: new Date(0) })).toEqual(plain);
  });

  it("says of the keys of an account that they work", async () => {
    const harness = await make();
    expect(await harness.gateway.checkAccount(harness.account)).toEqual({
      kind: "ok",
      isLive: false,
      accountRef: expect.any(String),
    });
    await harness.cause("down");
    expect(await harness.gateway.checkAccount(harness.account)).toMatchObject({ kind: "unknown" });
    await harness.calm();
  });
}
