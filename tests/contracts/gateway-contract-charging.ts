import { expect, it } from "vitest";
import { chargeOf, expectKind, type MakeHarness, saveOf } from "./gateway-harness";

export function describeCharging(make: MakeHarness): void {
  it("approves, and its own books hold the same amount and currency under our reference", async () => {
    const harness = await make();
    const request = chargeOf(harness);
    const outcome = expectKind(await harness.gateway.charge(request), "approved");
    expect(outcome.method.last4).toMatch(/^\d{4}$/);
    expect(await harness.readBooks(request.reference)).toEqual([
      { amountCents: 125_000, refundedCents: 0, currency: request.currency, tookMoney: true },
    ]);
    expect(await harness.gateway.findCharge(request.account, request.reference)).toMatchObject({
      kind: "found",
      amountCents: 125_000,
      currency: request.currency,
      refundedCents: 0,
      outcome,
      reversal: null,
    });
  });

  it("says each class of no with its code and advice, takes nothing, and keeps a row of the attempt", async () => {
    const harness = await make();
    for (const decline of harness.declines) {
      const request = chargeOf(harness, { methodToken: decline.token });
      expect(await harness.gateway.charge(request)).toMatchObject({
        kind: "declined",
        code: decline.code,
        retry: decline.retry,
      });
      expect(await harness.readBooks(request.reference)).toMatchObject([{ tookMoney: false }]);
      expect(await harness.gateway.findCharge(request.account, request.reference)).toMatchObject({
        kind: "found",
        outcome: { kind: "declined", code: decline.code },
      });
    }
  });

  it("declines a token it never gave out", async () => {
    const harness = await make();
    const request = chargeOf(harness, { methodToken: harness.tokens.unreadable });
    expect(await harness.gateway.charge(request)).toMatchObject({ kind: "declined", code: "invalid_method" });
  });

  it("declines an amount that is no positive whole number of cents, and a currency that is not the account's", async () => {
    const harness = await make();
    for (const amountCents of [0, -1, 10.5, Number.NaN]) {
      expect(await harness.gateway.charge(chargeOf(harness, { amountCents }))).toMatchObject({
        kind: "declined",
        code: "invalid_request",
      });
    }
    const request = chargeOf(harness, { currency: harness.foreignAccount.currency });
    expect(await harness.gateway.charge(request)).toMatchObject({ kind: "declined", code: "invalid_request" });
    expect(await harness.readBooks(request.reference)).toEqual([]);
  });

  it("keeps the currency of each account", async () => {
    const harness = await make();
    const request = chargeOf(harness, {
      account: harness.foreignAccount,
      currency: harness.foreignAccount.currency,
      methodToken: harness.foreignToken,
    });
    expectKind(await harness.gateway.charge(request), "approved");
    expect(await harness.gateway.findCharge(harness.foreignAccount, request.reference)).toMatchObject({
      kind: "found",
      currency: harness.foreignAccount.currency,
    });
    expect(await harness.gateway.findCharge(harness.account, request.reference)).toEqual({ kind: "absent" });
  });

  it("asks for authentication, charges once it is given, declines when it is refused", async () => {
    const harness = await make();
    for (const isApproved of [true, false]) {
      const request = chargeOf(harness, { methodToken: harness.tokens.asks });
      const asked = expectKind(await harness.gateway.charge(request), "requires_action");
      expect(asked.challengeUrl).not.toBe("");
      const tookMoney = async () => (await harness.readBooks(request.reference)).some((row) => row.tookMoney);
      expect(await tookMoney()).toBe(false);
      await harness.answerChallenge(asked.gatewayRef, isApproved);
      const expected = isApproved ? { kind: "approved" } : { kind: "declined", code: "authentication_failed" };
      expect(await harness.gateway.findCharge(request.account, request.reference)).toMatchObject({
        kind: "found",
        outcome: expected,
      });
      expect(await tookMoney()).toBe(isApproved);
    }
  });

  it("keeps a method for later: the same stored token however often it is asked, and it pays without the payer", async () => {
    const harness = await make();
    const save = saveOf(harness);
    const saved = await harness.gateway.saveMethod(save);
    if (saved.kind !== "saved") throw new Error(`saveMethod answered ${saved.kind}`);
    expect(await harness.gateway.saveMethod(save)).toEqual(saved);
    expect(await harness.gateway.findSavedMethod(save.account, save.reference)).toEqual(saved);
    const { storedToken: methodToken, customerRef } = saved;
    const charge = () => chargeOf(harness, { methodToken, customerRef, use: "unscheduled" });
    expectKind(await harness.gateway.charge(charge()), "approved");
    expect(await harness.gateway.removeMethod(save.account, methodToken)).toEqual({ kind: "removed" });
    expect(await harness.gateway.removeMethod(save.account, methodToken)).toEqual({ kind: "removed" });
    expectKind(await harness.gateway.charge(charge()), "declined");
  });

  it("keeps no method it cannot read, and knows none it never kept", async () => {
    const harness = await make();
    const save = saveOf(harness, { methodToken: harness.tokens.unreadable });
    expect(await harness.gateway.saveMethod(save)).toMatchObject({ kind: "declined", code: "invalid_method" });
    expect(await harness.gateway.findSavedMethod(save.account, save.reference)).toEqual({ kind: "absent" });
  });

  it("says what a token stands for before anything is charged", async () => {
    const harness = await make();
    const read = await harness.gateway.readMethod(harness.account, harness.tokens.approves);
    expect(read).toMatchObject({ kind: "read", method: { kind: "card", last4: expect.stringMatching(/^\d{4}$/) } });
    expect(await harness.gateway.readMethod(harness.account, harness.tokens.unreadable)).toMatchObject({
      kind: "declined",
      code: "invalid_method",
    });
  });
}

export function describeSettling(make: MakeHarness): void {
  it("takes a bank payment as pending, and settles it", async () => {
    const harness = await make();
    const request = chargeOf(harness, { methodToken: harness.tokens.settles });
    expect(expectKind(await harness.gateway.charge(request), "pending").method).toMatchObject({ kind: "echeck" });
    await harness.letSettle();
    expect(await harness.gateway.findCharge(request.account, request.reference)).toMatchObject({
      kind: "found",
      outcome: { kind: "approved", settled: true },
      reversal: null,
    });
  });

  it("takes a bank payment as pending, and says with which code the bank sent it back", async () => {
    const harness = await make();
    const request = chargeOf(harness, { methodToken: harness.tokens.returns });
    expectKind(await harness.gateway.charge(request), "pending");
    await harness.letSettle();
    expect(await harness.gateway.findCharge(request.account, request.reference)).toMatchObject({
      kind: "found",
      outcome: { kind: "pending" },
      reversal: { kind: "returned", code: expect.stringMatching(/^R\d\d$/) },
    });
    expect(await harness.readBooks(request.reference)).toMatchObject([{ tookMoney: false }]);
  });
}
