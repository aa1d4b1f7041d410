import { expect, it } from "vitest";
import { chargeOf, expectKind, type MakeHarness, saveOf } from "./gateway-harness";

export function describeKeys(make: MakeHarness): void {
  it("charges once for the same key sent twice, and answers the same", async () => {
    const harness = await make();
    const request = chargeOf(harness);
    const first = await harness.gateway.charge(request);
    expect(await harness.gateway.charge(request)).toEqual(first);
    expect(await harness.readBooks(request.reference)).toHaveLength(1);
  });

  it("charges once for the same key sent twenty times at once", async () => {
    const harness = await make();
    const request = chargeOf(harness);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => harness.gateway.charge(request)));
    const first = expectKind(outcomes[0] ?? { kind: "unknown", detail: "no answer" }, "approved");
    for (const outcome of outcomes) expect(outcome).toEqual(first);
    expect(await harness.readBooks(request.reference)).toHaveLength(1);
  });

  it("answers the same decline for the same key, so that a resend cannot turn a no into a yes", async () => {
    const harness = await make();
    const request = chargeOf(harness, { methodToken: harness.declines[0]?.token ?? "" });
    const first = expectKind(await harness.gateway.charge(request), "declined");
    expect(await harness.gateway.charge(request)).toEqual(first);
    expect(await harness.readBooks(request.reference)).toHaveLength(1);
  });

  it("refuses a used key with another amount, method or reference, and charges nothing for it", async () => {
    const harness = await make();
    const request = chargeOf(harness);
    expectKind(await harness.gateway.charge(request), "approved");
    const others = [{ amountCents: 125_001 }, { methodToken: harness.tokens.settles }, { reference: harness.newId() }];
    for (const other of others) {
      expect(await harness.gateway.charge({ ...request, ...other })).toMatchObject(
        harness.usedKeyAnswers === "unknown"
          ? { kind: "unknown" }
          : { kind: "declined", code: "invalid_request", gatewayRef: null },
      );
    }
    expect(await harness.readBooks(request.reference)).toHaveLength(1);
  });

  it("keeps the keys of two merchant accounts apart", async () => {
    const harness = await make();
    const request = chargeOf(harness);
    const { foreignAccount: account, foreignToken: methodToken } = harness;
    const foreign = { ...request, account, methodToken, currency: account.currency };
    expectKind(await harness.gateway.charge(request), "approved");
    expectKind(await harness.gateway.charge(foreign), "approved");
  });

  it("charges again once its keys are forgotten: which is why we look up by reference before we resend", async () => {
    const harness = await make();
    const saved = await harness.gateway.saveMethod(saveOf(harness));
    if (saved.kind !== "saved") throw new Error(`saveMethod answered ${saved.kind}`);
    const { storedToken: methodToken, customerRef } = saved;
    const request = chargeOf(harness, { methodToken, customerRef, use: "unscheduled" });
    expectKind(await harness.gateway.charge(request), "approved");
    await harness.cause("keys_forgotten");
    expect(await harness.gateway.findCharge(request.account, request.reference)).toMatchObject({ kind: "found" });
    expectKind(await harness.gateway.charge(request), "approved");
    await harness.calm();
    expect(await harness.readBooks(request.reference)).toHaveLength(2);
  });
}
