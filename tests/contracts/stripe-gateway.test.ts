import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChargeRequest, GatewayAccount } from "@/lib/gateways/port";
import { randomIds } from "@/lib/platform/ids";
import { type StripeDouble, startStripeDouble } from "../support/stripe-double/start";
import { describeGatewayContract } from "./gateway-contract";
import { makeStripeHarness, openStripe, stripeAccount } from "./stripe-harness";

let double: StripeDouble;
beforeAll(async () => {
  double = await startStripeDouble({ searchDelaySeconds: 60 });
});
afterAll(() => double.close());

describeGatewayContract("stripe", () => makeStripeHarness(double));

describe("the Stripe gateway beyond the contract", () => {
  const account = stripeAccount("acc_beyond", "USD", "beyond");
  const mandate = { ip: "192.0.2.7", userAgent: "Contract" };
  const typed = (testName: string, name = "beyond") =>
    double.desk.createToken(`sk_test_${name}`, { testName, mandate });
  const request = (over: Partial<ChargeRequest> = {}): ChargeRequest => ({
    account,
    reference: randomIds.next("pay"),
    idempotencyKey: randomIds.token(),
    amountCents: 5_000,
    currency: "USD",
    methodToken: typed("pm_card_visa"),
    methodKind: null,
    use: "present",
    customerRef: "",
    description: "Payment",
    ...over,
  });
  const linesOf = (reference: string) => double.desk.charges().filter((line) => line.metadata.reference === reference);
  const refOf = (outcome: object) => ("gatewayRef" in outcome ? String(outcome.gatewayRef) : "");
  async function save(testName: string, of: GatewayAccount = account, name = "beyond") {
    const saved = await openStripe(double).saveMethod({
      account: of,
      reference: randomIds.next("mth"),
      idempotencyKey: randomIds.token(),
      methodToken: typed(testName, name),
      payer: { id: "pyr_1", name: "Elena Marsh", email: "elena.marsh@bluewater.example" },
      customerRef: "",
    });
    if (saved.kind !== "saved") throw new Error(`saveMethod answered ${saved.kind}`);
    return saved;
  }

  it("writes reference, key, firm and account on what Stripe keeps", async () => {
    const charge = request();
    await openStripe(double).charge(charge);
    expect(linesOf(charge.reference)[0]?.metadata).toEqual({
      reference: charge.reference,
      idempotency_key: charge.idempotencyKey,
      firm: "frm_1",
      account: "acc_beyond",
    });
  });

  it("answers unknown to 429, 500, 503 and a key in use, and knows by look-up what came of each", async () => {
    const gateway = openStripe(double);
    for (const [kind, isTaken] of [
      ["rate", false],
      ["error503", false],
      ["errorBefore", false],
      ["errorAfter", true],
    ] as const) {
      const charge = request();
      double.desk.failNext({ kind, method: "POST", pathStart: "/v1/payment_intents" });
      expect(await gateway.charge(charge)).toMatchObject({ kind: "unknown" });
      const found = await gateway.findCharge(account, charge.reference, {
        submittedAt: new Date(double.desk.now() * 1_000),
      });
      expect(found).toMatchObject({ kind: isTaken ? "found" : "absent" });
    }
    const held = request();
    double.desk.hold("/v1/payment_intents");
    const first = gateway.charge(held);
    await expect.poll(() => linesOf(held.reference).length).toBe(1);
    expect(await gateway.charge(held)).toMatchObject({ kind: "unknown" });
    double.desk.release();
    expect(await first).toMatchObject({ kind: "approved" });
  });

  it("answers unknown when it takes too long, and the charge is found", async () => {
    const charge = request();
    double.desk.setFaults({ slow: 1, slowMs: 400 });
    expect(await openStripe(double, 100).charge(charge)).toMatchObject({ kind: "unknown" });
    double.desk.setFaults({ slow: 0 });
    expect(await openStripe(double).findCharge(account, charge.reference)).toMatchObject({
      kind: "found",
      outcome: { kind: "approved" },
    });
  });

  it("finds a charge beyond one page of the list, and by search when it is old", async () => {
    const gateway = openStripe(double);
    const name = "busy";
    const busy = stripeAccount("acc_busy", "USD", name);
    const first = request({ account: busy, methodToken: typed("pm_card_visa", name) });
    await gateway.charge(first);
    const { storedToken: methodToken, customerRef } = await save("pm_card_visa", busy, name);
    for (let i = 0; i < 21; i += 1) {
      const many = Array.from({ length: 5 }, () =>
        request({ account: busy, methodToken, customerRef, use: "unscheduled", amountCents: 100 }),
      );
      await Promise.all(many.map((one) => gateway.charge(one)));
    }
    expect(await gateway.findCharge(busy, first.reference)).toMatchObject({ kind: "found" });
    expect(await gateway.findCharge(busy, "pay_none")).toEqual({ kind: "absent" });
    // The window begins with the submission, so that what came before it is never read.
    const later = new Date((double.desk.now() + 3_000) * 1_000);
    expect(await gateway.findCharge(busy, first.reference, { submittedAt: later })).toEqual({ kind: "absent" });
    double.desk.advance({ seconds: 7_200 });
    expect(await gateway.findCharge(busy, first.reference, { submittedAt: new Date(0) })).toMatchObject({
      kind: "found",
    });
    let listed = 0;
    for await (const row of gateway.listCharges(busy, new Date(0))) listed += row.reference ? 1 : 0;
    expect(listed).toBe(106);
  });

  it("never says absent of a charge that the books know by its name", async () => {
    const gateway = openStripe(double);
    const charge = request();
    const gatewayRef = refOf(await gateway.charge(charge));
    const elsewhere = stripeAccount("acc_beyond", "USD", "another");
    expect(await gateway.findCharge(elsewhere, charge.reference, { gatewayRef })).toMatchObject({ kind: "unknown" });
    expect(await gateway.findCharge(account, "pay_of_another", { gatewayRef })).toMatchObject({ kind: "unknown" });
  });

  it("does not charge a typed card again whose key was forgotten: the token knows what it paid", async () => {
    const gateway = openStripe(double);
    const charge = request();
    const first = await gateway.charge(charge);
    double.desk.forgetKeys();
    expect(await gateway.charge(charge)).toEqual(first);
    expect(linesOf(charge.reference)).toHaveLength(1);
    const other = request({ methodToken: charge.methodToken });
    expect(await gateway.charge(other)).toMatchObject({ kind: "declined", code: "invalid_method" });
  });

  it("declines a token that has run out", async () => {
    const charge = request();
    double.desk.advance({ days: 1 });
    expect(await openStripe(double).charge(charge)).toMatchObject({ kind: "declined", code: "invalid_method" });
  });

  it("withdraws a question that nobody answered for an hour, so that nobody can pay it later", async () => {
    const gateway = openStripe(double);
    const charge = request({ methodToken: typed("pm_card_authenticationRequired") });
    const gatewayRef = refOf(await gateway.charge(charge));
    const find = () => gateway.findCharge(account, charge.reference, { gatewayRef });
    expect(await find()).toMatchObject({ outcome: { kind: "requires_action" } });
    double.desk.advance({ seconds: 3_600 });
    expect(await find()).toMatchObject({
      kind: "found",
      outcome: { kind: "declined", code: "authentication_failed" },
      reversal: null,
    });
    expect(linesOf(charge.reference).filter((line) => line.status === "succeeded")).toEqual([]);
  });

  it("asks nothing of a card that was saved with its payer, and is told when a bank wants to see them", async () => {
    const gateway = openStripe(double);
    const { storedToken: methodToken, customerRef } = await save("pm_card_visa");
    for (const use of ["recurring", "instalment", "unscheduled", "stored_present"] as const)
      expect(await gateway.charge(request({ methodToken, customerRef, use }))).toMatchObject({ kind: "approved" });
    const asking = await save("pm_card_visa").then((saved) => saved.customerRef);
    const charge = request({ methodToken: "pm_card_authenticationRequired", customerRef: asking, use: "unscheduled" });
    expect(await gateway.charge(charge)).toMatchObject({ kind: "declined", code: "authentication_required" });
  });

  it("asks the bank when a method is kept, and says where", async () => {
    const saved = await openStripe(double).saveMethod({
      account,
      reference: randomIds.next("mth"),
      idempotencyKey: randomIds.token(),
      methodToken: typed("pm_card_authenticationRequired"),
      payer: { id: "pyr_1", name: "Elena Marsh", email: "" },
      customerRef: "",
    });
    expect(saved).toMatchObject({
      kind: "requires_action",
      challengeUrl: expect.stringMatching(/^\/gateway\/stripe\/challenge\/acc_beyond\/seti_/),
    });
  });

  it("keeps a bank account with its mandate, debits it without the payer, and refunds it in days", async () => {
    const gateway = openStripe(double);
    const { storedToken: methodToken, customerRef, method } = await save("pm_usBankAccount_success");
    expect(method).toEqual({ kind: "echeck", brand: "bank", last4: "6789" });
    const charge = request({ methodToken, customerRef, use: "recurring" });
    const gatewayRef = refOf(await gateway.charge(charge));
    double.desk.advance({ days: 5 });
    const refund = {
      account,
      reference: randomIds.next("ref"),
      idempotencyKey: randomIds.token(),
      chargeReference: charge.reference,
      gatewayRef,
      amountCents: 2_000,
      currency: "USD",
    };
    expect(await gateway.refund(refund)).toMatchObject({ kind: "pending" });
    double.desk.advance({ days: 6 });
    expect(await gateway.findRefund(account, refund.reference, { gatewayRef })).toMatchObject({ kind: "refunded" });
  });

  it("calls a refund that failed refused", async () => {
    const gateway = openStripe(double);
    const charge = request({ methodToken: typed("pm_card_refundFail") });
    const gatewayRef = refOf(await gateway.charge(charge));
    const refund = {
      account,
      reference: randomIds.next("ref"),
      idempotencyKey: randomIds.token(),
      chargeReference: charge.reference,
      gatewayRef,
      amountCents: 5_000,
      currency: "USD",
    };
    await gateway.refund(refund);
    double.desk.advance({ days: 1 });
    expect(await gateway.findRefund(account, refund.reference, { gatewayRef })).toEqual({
      kind: "refused",
      code: "expired_or_canceled_card",
    });
  });

  it("charges only the kind of method that was asked for", async () => {
    const gateway = openStripe(double);
    const bank = request({ methodToken: typed("pm_usBankAccount_success"), methodKind: "card" });
    expect(await gateway.charge(bank)).toMatchObject({ kind: "declined", code: "invalid_method" });
    const card = request({ methodKind: "echeck" });
    expect(await gateway.charge(card)).toMatchObject({ kind: "declined", code: "invalid_method" });
    expect(await gateway.charge(request({ methodKind: "card" }))).toMatchObject({ kind: "approved" });
    const debit = request({ methodToken: typed("pm_usBankAccount_success"), methodKind: "echeck" });
    expect(await gateway.charge(debit)).toMatchObject({ kind: "pending" });
    expect(
      [...linesOf(bank.reference), ...linesOf(card.reference)].filter(({ capturedCents }) => capturedCents > 0),
    ).toEqual([]);
  });

  it("tells all disputes of a charge, and calls it disputed while one of them stands", async () => {
    const gateway = openStripe(double);
    const charge = request();
    const gatewayRef = refOf(await gateway.charge(charge));
    const first = double.desk.openDispute(gatewayRef, { amountCents: 2_000 });
    const second = double.desk.openDispute(gatewayRef, { amountCents: 3_000 });
    double.desk.winDispute(second);
    expect(await gateway.findCharge(account, charge.reference, { gatewayRef })).toMatchObject({
      disputes: [
        { gatewayRef: second, status: "won", amountCents: 3_000 },
        { gatewayRef: first, status: "open", amountCents: 2_000 },
      ],
    });
    const rows = [];
    for await (const row of gateway.listCharges(account, new Date(0))) rows.push(row);
    expect(rows.find((row) => row.reference === charge.reference)?.status).toBe("disputed");
  });

  it("calls a debit that a bank takes back after it was paid returned, with the bank's code", async () => {
    const gateway = openStripe(double);
    const charge = request({ methodToken: typed("pm_usBankAccount_success") });
    const gatewayRef = refOf(await gateway.charge(charge));
    double.desk.advance({ days: 8 });
    double.desk.returnDebit(gatewayRef, "debit_not_authorized");
    expect(await gateway.findCharge(account, charge.reference, { gatewayRef })).toMatchObject({
      outcome: { kind: "approved" },
      reversal: { kind: "returned", code: "R10" },
      disputes: [],
    });
    const rows = [];
    for await (const row of gateway.listCharges(account, new Date(0))) rows.push(row);
    expect(rows.find((row) => row.reference === charge.reference)?.status).toBe("returned");
  });

  it.each([
    [{ secretKey: "" }, "secret_key_missing"],
    [{ secretKey: "sk_nonsense" }, "secret_key_wrong"],
    [{ publishableKey: "" }, "publishable_key_missing"],
    [{ publishableKey: "sk_test_beyond" }, "publishable_key_wrong"],
    [{ publishableKey: "pk_live_beyond" }, "keys_of_two_modes"],
    [{ webhookSecret: "" }, "webhook_secret_missing"],
    [{ webhookSecret: "secret" }, "webhook_secret_wrong"],
    [{ secretKey: "sk_test_a!" }, "secret_key_wrong"],
  ])("says what is wrong with keys: %o", async (keys, problem) => {
    const wrong = { ...account, credentials: { ...account.credentials, ...keys } };
    expect(await openStripe(double).checkAccount(wrong)).toEqual({ kind: "wrong", problem });
  });
});
