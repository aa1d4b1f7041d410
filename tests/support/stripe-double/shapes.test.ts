import { describe, expect, it } from "vitest";
import { ACCEPTED, bankPayment, cardPayment, KEY, startBench } from "./bench";
import published from "./fixtures/published-examples.json";

/** In the published example, and not in what the SDK's types of the pinned version publish for an object like ours. */
const NOT_OURS: Record<string, string[]> = {
  // Since 2022-11-15 a charge lists its refunds only when that is asked for.
  charge: ["refunds"],
  // Of Connect, which a firm's own account has nothing to do with.
  balance: ["connect_reserved"],
};

function keysOf(object: object): string[] {
  return Object.keys(object).sort();
}

describe("shapes", () => {
  it("have every field of Stripe's published examples", async () => {
    const { stripe, desk } = await startBench();
    const { id: customer } = await stripe.customers.create();
    const intent = await stripe.paymentIntents.create(
      cardPayment("pm_card_createDispute", { expand: ["latest_charge.balance_transaction"] }),
    );
    const other = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    const setup = {
      customer,
      confirm: true,
      payment_method: "pm_usBankAccount_success",
      mandate_data: ACCEPTED,
      allowed_payment_method_types: ["us_bank_account" as const],
    };
    const kept = await stripe.setupIntents.create(setup);
    const charge = intent.latest_charge;
    if (charge === null || typeof charge === "string" || typeof charge.balance_transaction !== "object")
      throw new Error("not expanded");
    const answers: Record<string, object | null | undefined> = {
      payment_intent: intent,
      charge,
      balance_transaction: charge.balance_transaction,
      refund: await stripe.refunds.create({ payment_intent: other.id }),
      dispute: (await stripe.disputes.list()).data[0],
      setup_intent: kept,
      mandate: await stripe.mandates.retrieve(String(kept.mandate)),
      payment_method: await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } }),
      customer: await stripe.customers.retrieve(customer),
      confirmation_token: await stripe.confirmationTokens.retrieve(desk.createToken(KEY, { testName: "pm_card_visa" })),
      event: (await stripe.events.list()).data[0],
      balance: await stripe.balance.retrieve(),
    };
    for (const [name, example] of Object.entries(published.resources)) {
      const ours = keysOf(answers[name] ?? {});
      const missing = keysOf(example).filter((key) => !ours.includes(key) && !NOT_OURS[name]?.includes(key));
      expect({ name, missing }).toEqual({ name, missing: [] });
    }
  });

  it("have the details of a card's charge and of a bank account's", async () => {
    const { stripe } = await startBench();
    const card = await stripe.paymentIntents.create(cardPayment("pm_card_visa", { expand: ["latest_charge"] }));
    const bank = await stripe.paymentIntents.create(
      bankPayment("pm_usBankAccount_success", { expand: ["latest_charge"] }),
    );
    expect(card.latest_charge).toMatchObject({ payment_method_details: { type: "card" } });
    const details = (card.latest_charge as { payment_method_details: { card: object } }).payment_method_details.card;
    const missing = keysOf(published.resources.charge.payment_method_details.card).filter(
      (key) => !keysOf(details).includes(key),
    );
    expect(missing).toEqual([]);
    expect(bank.latest_charge).toMatchObject({
      payment_method_details: { us_bank_account: { last4: "6789", bank_name: "STRIPE TEST BANK" } },
    });
  });
});
