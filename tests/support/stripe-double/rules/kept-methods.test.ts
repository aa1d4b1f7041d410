import { describe, expect, it } from "vitest";
import { ACCEPTED, bankPayment, cardPayment, errorOf, KEY, startBench } from "../bench";

describe("kept methods", () => {
  it("are attached to a customer and used without the payer", async () => {
    const { stripe, desk } = await startBench();
    const customer = await stripe.customers.create({
      name: "Jane Roe",
      email: "jane@example.com",
      metadata: { payer: "p1" },
    });
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      confirm: true,
      confirmation_token: desk.createToken(KEY, { testName: "pm_card_visa", expMonth: 4, expYear: 2029 }),
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      usage: "off_session",
      expand: ["payment_method"],
    });
    expect(setup).toMatchObject({
      status: "succeeded",
      payment_method: { customer: customer.id, card: { exp_month: 4, exp_year: 2029 } },
    });
    const list = await stripe.customers.listPaymentMethods(customer.id);
    const method = list.data[0]?.id ?? "";
    const options = { card: { stored_credential_usage: "recurring" } } as const;
    const charged = await stripe.paymentIntents.create(
      cardPayment(method, {
        customer: customer.id,
        off_session: true,
        payment_method_options: options,
        expand: ["latest_charge"],
      }),
    );
    expect(charged).toMatchObject({
      status: "succeeded",
      latest_charge: { payment_method_details: { card: { stored_credential_usage: "recurring" } } },
    });
    expect(
      (await stripe.paymentMethods.list({ customer: customer.id, type: "card" })).data.map(({ id }) => id),
    ).toEqual([method]);
    expect((await stripe.customers.list({ email: "jane@example.com" })).data).toMatchObject([
      { id: customer.id, metadata: { payer: "p1" } },
    ]);
    await stripe.customers.update(customer.id, {
      invoice_settings: { default_payment_method: method },
      metadata: { payer: "", matter: "m1" },
    });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      metadata: { matter: "m1" },
      invoice_settings: { default_payment_method: method },
    });
    expect((await stripe.setupIntents.list({ customer: customer.id })).data).toHaveLength(1);
    expect(desk.events().map(({ type }) => type)).toContain("setup_intent.succeeded");
  });

  it("belong to their customer only", async () => {
    const { stripe } = await startBench();
    const { id: customer } = await stripe.customers.create();
    const { id: other } = await stripe.customers.create();
    const { id } = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    expect((await errorOf(stripe.paymentIntents.create(cardPayment(id)))).param).toBe("payment_method");
    expect((await errorOf(stripe.paymentIntents.create(cardPayment(id, { customer: other })))).code).toBe(
      "resource_missing",
    );
    expect((await errorOf(stripe.paymentMethods.attach(id, { customer: other }))).code).toBe(
      "payment_method_unexpected_state",
    );
  });

  it("are gone for good once detached", async () => {
    const { stripe, desk } = await startBench();
    const { id: customer } = await stripe.customers.create();
    const { id } = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    expect((await stripe.paymentMethods.detach(id)).customer).toBeNull();
    expect(desk.events().at(-1)?.type).toBe("payment_method.detached");
    expect((await errorOf(stripe.paymentIntents.create(cardPayment(id, { customer })))).statusCode).toBe(400);
    expect((await errorOf(stripe.paymentMethods.attach(id, { customer }))).statusCode).toBe(400);
    expect((await errorOf(stripe.paymentMethods.detach(id))).statusCode).toBe(400);
  });

  it("a method that is kept for nobody is used once", async () => {
    const { stripe } = await startBench();
    const method = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
    expect(method.card?.last4).toBe("4242");
    expect((await stripe.paymentIntents.create(cardPayment(method.id))).status).toBe("succeeded");
    expect((await errorOf(stripe.paymentIntents.create(cardPayment(method.id)))).message).toContain(
      "may not be used again",
    );
  });

  it("cards that decline cannot be kept; 0341 can, and declines when charged", async () => {
    const { stripe } = await startBench();
    const { id: customer } = await stripe.customers.create();
    const refused = await errorOf(stripe.paymentMethods.attach("pm_card_visa_chargeDeclined", { customer }));
    expect(refused).toMatchObject({ statusCode: 402, decline_code: "generic_decline" });
    const failed = await errorOf(
      stripe.setupIntents.create({
        customer,
        confirm: true,
        payment_method: "pm_card_visa_chargeDeclinedLostCard",
        allowed_payment_method_types: ["card"],
      }),
    );
    expect(failed).toMatchObject({ statusCode: 402, setup_intent: { status: "requires_payment_method" } });
    const { id } = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    const declined = await errorOf(stripe.paymentIntents.create(cardPayment(id, { customer, off_session: true })));
    expect(declined).toMatchObject({ statusCode: 402, code: "card_declined" });
    expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1);
  });

  it("bank accounts are kept with their mandate, under which they are debited later", async () => {
    const { stripe } = await startBench();
    const { id: customer } = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({
      customer,
      confirm: true,
      payment_method: "pm_usBankAccount_success",
      allowed_payment_method_types: ["us_bank_account"],
      mandate_data: ACCEPTED,
    });
    expect(setup.status).toBe("succeeded");
    const mandate = await stripe.mandates.retrieve(String(setup.mandate));
    expect(mandate).toMatchObject({
      status: "active",
      type: "multi_use",
      customer_acceptance: { online: { ip_address: "192.0.2.7" } },
    });
    const later = bankPayment(String(setup.payment_method), { customer, off_session: true, mandate_data: undefined });
    expect((await stripe.paymentIntents.create(later)).status).toBe("processing");
  });
});

describe("confirmation tokens", () => {
  it("show the method and work once", async () => {
    const { stripe, desk } = await startBench();
    const id = desk.createToken(KEY, { testName: "pm_card_visa_debit" });
    const token = await stripe.confirmationTokens.retrieve(id);
    expect(token).toMatchObject({
      payment_intent: null,
      payment_method_preview: { type: "card", card: { funding: "debit", last4: "5556" } },
    });
    const payment = { ...cardPayment(""), payment_method: undefined, confirmation_token: id };
    const paid = await stripe.paymentIntents.create(payment);
    expect((await stripe.confirmationTokens.retrieve(id)).payment_intent).toBe(paid.id);
    const again = await errorOf(stripe.paymentIntents.create(payment));
    expect(again).toMatchObject({ statusCode: 400, param: "confirmation_token" });
    expect(desk.charges()).toHaveLength(1);
  });

  it("are still good when the request that named them was refused", async () => {
    const { stripe, desk } = await startBench();
    const payment = {
      ...cardPayment(""),
      payment_method: undefined,
      confirmation_token: desk.createToken(KEY, { testName: "pm_card_visa" }),
    };
    expect(
      (await errorOf(stripe.paymentIntents.create({ ...payment, allowed_payment_method_types: undefined }))).param,
    ).toBe("return_url");
    expect((await stripe.paymentIntents.create(payment)).status).toBe("succeeded");
  });

  it("expire after twelve hours, and are made by the published test helper", async () => {
    const { stripe, desk } = await startBench();
    const token = await stripe.testHelpers.confirmationTokens.create({
      payment_method: "pm_card_mastercard",
      return_url: "https://example.com/back",
    });
    expect(token.payment_method_preview?.card?.brand).toBe("mastercard");
    desk.advance({ seconds: 12 * 3_600 });
    const late = { amount: 1_000, currency: "usd", confirm: true, confirmation_token: token.id };
    expect((await errorOf(stripe.paymentIntents.create(late))).message).toContain("expired");
  });
});
