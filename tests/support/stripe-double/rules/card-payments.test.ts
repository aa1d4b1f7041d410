import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { cardPayment, errorOf, KEY, startBench } from "../bench";

describe("payments by card", () => {
  it.each([
    ["pm_card_visa", "visa", "credit", "4242"],
    ["pm_card_mastercard", "mastercard", "credit", "4444"],
    ["pm_card_amex", "amex", "credit", "0005"],
    ["pm_card_discover", "discover", "credit", "1117"],
    ["pm_card_visa_debit", "visa", "debit", "5556"],
    ["pm_card_mastercard_prepaid", "mastercard", "prepaid", "5100"],
  ])("%s is taken", async (method, brand, funding, last4) => {
    const { stripe, desk } = await startBench();
    const intent = await stripe.paymentIntents.create(cardPayment(method, { expand: ["latest_charge"] }));
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 10_000, last_payment_error: null });
    expect(intent.latest_charge).toMatchObject({ status: "succeeded", paid: true, captured: true });
    const charge = intent.latest_charge as Stripe.Charge;
    expect(charge.payment_method_details?.card).toMatchObject({ brand, funding, last4 });
    expect(desk.events().map(({ type }) => type)).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
    ]);
  });

  it.each([
    ["pm_card_visa_chargeDeclined", "card_declined", "generic_decline", "try_again_later"],
    ["pm_card_chargeDeclined", "card_declined", "generic_decline", "try_again_later"],
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds", "try_again_later"],
    ["pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card", "do_not_try_again"],
    ["pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card", "do_not_try_again"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", undefined, "confirm_card_data"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", undefined, "confirm_card_data"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error", undefined, "try_again_later"],
    ["pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_declined", "card_velocity_exceeded", "try_again_later"],
    ["pm_card_visa_chargeDeclinedDoNotHonor", "card_declined", "do_not_honor", "do_not_try_again"],
    ["pm_card_chargeCustomerFail", "card_declined", "generic_decline", "try_again_later"],
    ["pm_card_radarBlock", "card_declined", "fraudulent", "do_not_try_again"],
  ])("%s is declined: 402, the intent open, nothing taken", async (method, code, declineCode, advice) => {
    const { stripe, desk } = await startBench();
    const error = await errorOf(stripe.paymentIntents.create(cardPayment(method)));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, rawType: "card_error", code, decline_code: declineCode ?? "" });
    expect((error.raw as { advice_code: string }).advice_code).toBe(advice);
    expect(error.payment_intent).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      amount_received: 0,
      last_payment_error: { code, type: "card_error" },
    });
    expect(desk.charges()).toMatchObject([{ status: "failed", capturedCents: 0 }]);
    const kept = await stripe.paymentIntents.retrieve(error.payment_intent?.id ?? "", { expand: ["latest_charge"] });
    expect(kept.latest_charge).toMatchObject({ status: "failed", paid: false, failure_code: code });
    const retried = await stripe.paymentIntents.confirm(kept.id, { payment_method: "pm_card_visa" });
    expect(retried).toMatchObject({ status: "succeeded", last_payment_error: null });
  });

  it("an intent that succeeded is not carried out again", async () => {
    const { stripe, desk } = await startBench();
    const { id } = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    const error = await errorOf(stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" }));
    expect(error).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
    expect(error.payment_intent?.status).toBe("succeeded");
    expect(desk.charges()).toHaveLength(1);
  });

  it("asks where to bring the payer back when methods may send them away", async () => {
    const { stripe, desk } = await startBench();
    const open = { ...cardPayment("pm_card_visa"), allowed_payment_method_types: undefined };
    expect((await errorOf(stripe.paymentIntents.create(open))).message).toContain("return_url");
    expect(desk.charges()).toEqual([]);
    for (const more of [
      { return_url: "https://example.com/back" },
      { automatic_payment_methods: { enabled: true, allow_redirects: "never" } } as const,
    ])
      expect((await stripe.paymentIntents.create({ ...open, ...more })).status).toBe("succeeded");
  });

  it("holds money with capture_method=manual, takes some of it, or gives it up", async () => {
    const { stripe, desk } = await startBench();
    const held = await stripe.paymentIntents.create(cardPayment("pm_card_visa", { capture_method: "manual" }));
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 10_000 });
    expect((await errorOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 10_001 }))).code).toBe(
      "amount_too_large",
    );
    expect(await stripe.paymentIntents.capture(held.id, { amount_to_capture: 4_000 })).toMatchObject({
      amount_received: 4_000,
    });
    expect((await errorOf(stripe.paymentIntents.cancel(held.id))).code).toBe("payment_intent_unexpected_state");
    const other = await stripe.paymentIntents.create(cardPayment("pm_card_visa", { capture_method: "manual" }));
    expect(await stripe.paymentIntents.cancel(other.id)).toMatchObject({ status: "canceled", amount_capturable: 0 });
    expect(desk.charges().map(({ capturedCents }) => capturedCents)).toEqual([4_000, 0]);
    expect(desk.events().at(-1)?.type).toBe("payment_intent.canceled");
  });

  it("cannot cancel what was taken, and cancels what is open", async () => {
    const { stripe } = await startBench();
    const { id } = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    expect(await errorOf(stripe.paymentIntents.cancel(id))).toMatchObject({
      statusCode: 400,
      code: "payment_intent_unexpected_state",
    });
    const open = await stripe.paymentIntents.create({ amount: 500, currency: "usd" });
    const canceled = await stripe.paymentIntents.cancel(open.id, { cancellation_reason: "abandoned" });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    expect((await errorOf(stripe.paymentIntents.confirm(open.id, { payment_method: "pm_card_visa" }))).code).toBe(
      "payment_intent_unexpected_state",
    );
  });

  it("keeps the same ids for the same seed and clock", async () => {
    const run = async (seed: number) => {
      const { stripe } = await startBench({ seed });
      return (await stripe.paymentIntents.create(cardPayment("pm_card_visa"))).id;
    };
    expect(await run(3)).toBe(await run(3));
    expect(await run(3)).not.toBe(await run(4));
  });

  it("are taken in Canadian dollars, debits in usd only", async () => {
    const { stripe } = await startBench();
    const paid = await stripe.paymentIntents.create(
      cardPayment("pm_card_visa", { currency: "CAD", expand: ["latest_charge"] }),
    );
    expect(paid).toMatchObject({ status: "succeeded", currency: "cad", latest_charge: { currency: "cad" } });
    expect((await stripe.balance.retrieve()).pending.map(({ currency }) => currency)).toEqual(["usd", "cad"]);
    const open = await stripe.paymentIntents.create({ amount: 1_000, currency: "cad" });
    expect(open.payment_method_types).toEqual(["card"]);
    const debit = cardPayment("pm_usBankAccount_success", {
      currency: "cad",
      allowed_payment_method_types: ["us_bank_account"],
    });
    expect((await errorOf(stripe.paymentIntents.create(debit))).param).toBe("currency");
  });

  it("keeps each account's books apart", async () => {
    const { sdk, stripe, desk } = await startBench();
    await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    const other = new Stripe(KEY.replace("smith", "jones"), sdk);
    expect((await other.paymentIntents.list()).data).toEqual([]);
    await other.paymentIntents.create(cardPayment("pm_card_visa"));
    expect(new Set(desk.charges().map(({ account }) => account)).size).toBe(2);
  });
});
