import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { toOutcome } from "./intents";

const account = { firmId: "frm_1", accountId: "acc_1", accountName: "Operating", currency: "USD", credentials: {} };
const now = new Date("2026-05-04T15:00:00.000Z");
const card = { type: "card", card: { brand: "visa", last4: "4242", funding: "credit" } };

function outcomeOf(status: Stripe.PaymentIntent.Status, method: object | null) {
  const charge = { status: "succeeded", payment_method_details: method, balance_transaction: null };
  const intent = { id: "pi_1", status, payment_method: method, last_payment_error: null, latest_charge: charge };
  return toOutcome(account, intent as unknown as Stripe.PaymentIntent, now).kind;
}

describe("a payment at Stripe", () => {
  it.each<[Stripe.PaymentIntent.Status, string]>([
    ["succeeded", "approved"],
    ["requires_capture", "approved"],
    ["processing", "pending"],
    ["requires_action", "requires_action"],
    ["requires_payment_method", "declined"],
    ["requires_confirmation", "unknown"],
  ])("that is %s is %s", (status, kind) => {
    expect(outcomeOf(status, card)).toBe(kind);
  });

  it.each<Stripe.PaymentIntent.Status>(["succeeded", "requires_capture", "processing", "requires_action"])(
    "that is %s by a method nobody knows is never called declined",
    (status) => {
      expect(outcomeOf(status, { type: "new_wallet" })).toBe("unknown");
      expect(outcomeOf(status, null)).toBe("unknown");
    },
  );
});
