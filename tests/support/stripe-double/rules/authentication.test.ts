import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { cardPayment, errorOf, KEY, startBench } from "../bench";

const ALWAYS = "pm_card_authenticationRequired";

describe("3-D Secure", () => {
  it("asks the payer on the page, and takes the money once they have passed", async () => {
    const { stripe, desk } = await startBench();
    const intent = await stripe.paymentIntents.create(cardPayment(ALWAYS));
    expect(intent).toMatchObject({
      status: "requires_action",
      next_action: { type: "use_stripe_sdk" },
      latest_charge: null,
    });
    expect(desk.charges()).toEqual([]);
    expect(desk.finishChallenge(intent.client_secret ?? "", "complete")).toBe("succeeded");
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    expect(paid).toMatchObject({ status: "succeeded", next_action: null });
    const details = (paid.latest_charge as Stripe.Charge).payment_method_details;
    expect(details?.card?.three_d_secure).toMatchObject({ result: "authenticated" });
    expect(desk.events().map(({ type }) => type)).toContain("payment_intent.requires_action");
    expect(() => desk.finishChallenge(intent.client_secret ?? "", "complete")).toThrow("succeeded");
  });

  it("sends the payer elsewhere when there is an address to come back to", async () => {
    const { stripe } = await startBench();
    const intent = await stripe.paymentIntents.create(cardPayment(ALWAYS, { return_url: "https://example.com/back" }));
    expect(intent.next_action).toMatchObject({
      type: "redirect_to_url",
      redirect_to_url: { return_url: "https://example.com/back" },
    });
  });

  it("leaves the intent open when the challenge fails, or the card declines after it", async () => {
    const { stripe, desk } = await startBench();
    const failed = await stripe.paymentIntents.create(cardPayment(ALWAYS));
    expect(desk.finishChallenge(failed.client_secret ?? "", "fail")).toBe("requires_payment_method");
    const read = await stripe.paymentIntents.retrieve(failed.id);
    expect(read.last_payment_error?.code).toBe("payment_intent_authentication_failure");
    const poor = await stripe.paymentIntents.create(
      cardPayment("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds"),
    );
    expect(desk.finishChallenge(poor.client_secret ?? "", "complete")).toBe("requires_payment_method");
    expect((await stripe.paymentIntents.retrieve(poor.id)).last_payment_error?.decline_code).toBe("insufficient_funds");
    expect(desk.charges().map(({ status }) => status)).toEqual(["failed"]);
  });

  it("refuses a payment without the payer: 402 authentication_required, with the intent inside", async () => {
    const { stripe, desk } = await startBench();
    const { id: customer } = await stripe.customers.create();
    const method = await stripe.paymentMethods.attach(ALWAYS, { customer });
    const error = await errorOf(
      stripe.paymentIntents.create(
        cardPayment(method.id, { customer, off_session: true, metadata: { reference: "pay_1" } }),
      ),
    );
    expect(error).toMatchObject({
      statusCode: 402,
      rawType: "card_error",
      code: "authentication_required",
      decline_code: "authentication_required",
    });
    expect(error.payment_intent).toMatchObject({ status: "requires_payment_method", metadata: { reference: "pay_1" } });
    expect(error.payment_method?.id).toBe(method.id);
    expect(desk.charges()).toMatchObject([{ status: "failed" }]);
    // The payer comes to the page and authenticates.
    const onSession = await stripe.paymentIntents.confirm(error.payment_intent?.id ?? "", {
      payment_method: method.id,
    });
    expect(onSession.status).toBe("requires_action");
    expect(desk.finishChallenge(onSession.client_secret ?? "", "complete")).toBe("succeeded");
  });

  it("error_on_requires_action refuses too", async () => {
    const { stripe } = await startBench();
    const error = await errorOf(stripe.paymentIntents.create(cardPayment(ALWAYS, { error_on_requires_action: true })));
    expect(error.code).toBe("authentication_required");
  });

  it("a card that asks unless it was set up asks once", async () => {
    const { stripe, desk } = await startBench();
    const { id: customer } = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({
      customer,
      confirm: true,
      payment_method: "pm_card_authenticationRequiredOnSetup",
      allowed_payment_method_types: ["card"],
    });
    expect(setup).toMatchObject({ status: "requires_action", next_action: { type: "use_stripe_sdk" } });
    expect(desk.finishChallenge(setup.client_secret ?? "", "complete")).toBe("succeeded");
    const later = await stripe.paymentIntents.create(
      cardPayment(String(setup.payment_method), { customer, off_session: true }),
    );
    expect(later.status).toBe("succeeded");
  });

  it("a card kept while paying needs no more either", async () => {
    const { stripe, desk } = await startBench();
    const { id: customer } = await stripe.customers.create();
    const token = desk.createToken(KEY, {
      testName: "pm_card_authenticationRequiredOnSetup",
      futureUsage: "off_session",
    });
    const first = await stripe.paymentIntents.create({
      ...cardPayment(""),
      payment_method: undefined,
      confirmation_token: token,
      customer,
    });
    expect(first).toMatchObject({ status: "requires_action", setup_future_usage: "off_session" });
    desk.finishChallenge(first.client_secret ?? "", "complete");
    const kept = await stripe.customers.listPaymentMethods(customer, { type: "card" });
    expect(kept.data).toHaveLength(1);
    const later = cardPayment(kept.data[0]?.id ?? "", { customer, off_session: "recurring" });
    expect((await stripe.paymentIntents.create(later)).status).toBe("succeeded");
  });
});
