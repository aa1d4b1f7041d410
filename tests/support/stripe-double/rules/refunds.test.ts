import { describe, expect, it } from "vitest";
import { bankPayment, cardPayment, errorOf, startBench } from "../bench";

describe("refunds", () => {
  it("give back part by part, never more than was taken", async () => {
    const { stripe, desk } = await startBench();
    const { id: payment_intent } = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    const first = await stripe.refunds.create({
      payment_intent,
      amount: 6_000,
      metadata: { reference: "ref_1" },
      reason: "requested_by_customer",
    });
    expect(first).toMatchObject({ status: "succeeded", amount: 6_000, metadata: { reference: "ref_1" } });
    const over = await errorOf(stripe.refunds.create({ payment_intent, amount: 4_001 }));
    expect(over).toMatchObject({ statusCode: 400, param: "amount" });
    expect(over.message).toContain("is greater than unrefunded amount on charge ($40.00)");
    await stripe.refunds.create({ payment_intent });
    const none = await errorOf(stripe.refunds.create({ payment_intent, amount: 1 }));
    expect(none).toMatchObject({ statusCode: 400, code: "charge_already_refunded" });
    expect((await stripe.refunds.list({ payment_intent })).data.map(({ amount }) => amount)).toEqual([4_000, 6_000]);
    expect(await stripe.refunds.retrieve(first.id)).toMatchObject({ payment_intent });
    expect(desk.charges()).toMatchObject([{ refundedCents: 10_000, capturedCents: 10_000 }]);
    const paid = await stripe.paymentIntents.retrieve(payment_intent, { expand: ["latest_charge"] });
    expect(paid).toMatchObject({ status: "succeeded", latest_charge: { refunded: true, amount_refunded: 10_000 } });
  });

  it("of 50 at once with 60 %, one succeeds", async () => {
    const { stripe, desk } = await startBench();
    const { id: payment_intent } = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    const all = Array.from({ length: 50 }, () => stripe.refunds.create({ payment_intent, amount: 6_000 }));
    const done = await Promise.allSettled(all);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(desk.refunds()).toHaveLength(1);
  });

  it("cannot be made of a payment that took nothing", async () => {
    const { stripe } = await startBench();
    const open = await stripe.paymentIntents.create({ amount: 1_000, currency: "usd" });
    const pending = await stripe.paymentIntents.create(bankPayment("pm_usBankAccount_success"));
    for (const { id } of [open, pending])
      expect((await errorOf(stripe.refunds.create({ payment_intent: id }))).param).toBe("payment_intent");
    expect((await errorOf(stripe.refunds.create({}))).code).toBe("parameter_missing");
    expect((await errorOf(stripe.refunds.create({ charge: "ch_none" }))).code).toBe("resource_missing");
  });

  it("to a bank account are pending for days, then done, or failed with the money back", async () => {
    const { stripe, desk } = await startBench();
    const { id: payment_intent } = await stripe.paymentIntents.create(bankPayment("pm_usBankAccount_success"));
    desk.advance({ days: 4 });
    const first = await stripe.refunds.create({ payment_intent, amount: 1_000 });
    const second = await stripe.refunds.create({ payment_intent, amount: 2_000 });
    expect(first).toMatchObject({ status: "pending" });
    expect(first.id).toMatch(/^pyr_/);
    desk.failRefund(second.id, "declined");
    desk.advance({ days: 5 });
    expect((await stripe.refunds.retrieve(first.id)).status).toBe("succeeded");
    expect(await stripe.refunds.retrieve(second.id)).toMatchObject({ status: "failed", failure_reason: "declined" });
    expect(desk.charges()).toMatchObject([{ refundedCents: 1_000 }]);
    expect(desk.events().map(({ type }) => type)).toEqual(
      expect.arrayContaining(["refund.failed", "refund.updated", "charge.refunded"]),
    );
  });

  it("may fail after they had succeeded, or be pending on a card", async () => {
    const { stripe, desk } = await startBench();
    const refund = async (method: string) => {
      const { id: payment_intent } = await stripe.paymentIntents.create(cardPayment(method));
      return stripe.refunds.create({ payment_intent });
    };
    const failing = await refund("pm_card_refundFail");
    const pending = await refund("pm_card_pendingRefund");
    expect([failing.status, pending.status]).toEqual(["succeeded", "pending"]);
    desk.advance({ days: 1 });
    expect((await stripe.refunds.retrieve(failing.id)).status).toBe("failed");
    expect((await stripe.refunds.retrieve(pending.id)).status).toBe("succeeded");
  });

  it("made in the dashboard are seen like others", async () => {
    const { stripe, desk } = await startBench();
    const { id } = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    const refund = desk.refundOutside(id, 2_500);
    expect((await stripe.refunds.retrieve(refund)).metadata).toEqual({});
    expect(desk.charges()[0]?.refundedCents).toBe(2_500);
  });
});
