import type Stripe from "stripe";
import type { Call } from "../state/world";
import { insertCharge, succeed, takeMoney } from "./charges";
import { openDispute } from "./disputes";
import { decline } from "./outcomes";
import { keepFor } from "./payment-methods";
import type { TestMethod } from "./test-methods";

/** Takes a card's money now. @throws StripeFailure 402 */
export function chargeCard(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  test: TestMethod & { kind: "card" },
  isAuthenticated: boolean,
): void {
  const charge = insertCharge(call, intent, method, { isAuthenticated });
  if (test.declined) throw decline(call, intent, method, charge, test.declined);
  keepOrSpend(call, intent, method, isAuthenticated);
  intent.last_payment_error = null;
  if (intent.capture_method === "manual") {
    succeed(call, charge);
    intent.status = "requires_capture";
    intent.amount_capturable = intent.amount;
    call.world.save(intent);
    call.world.emit(call, "payment_intent.amount_capturable_updated", intent);
    return;
  }
  takeMoney(call, charge);
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  call.world.save(intent);
  call.world.emit(call, "charge.succeeded", charge);
  call.world.emit(call, "payment_intent.succeeded", intent);
  if (test.dispute) openDispute(call, charge, { reason: test.dispute });
}

/** A method that is kept for no customer can be used once. */
export function keepOrSpend(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  isAuthenticated: boolean,
): void {
  const note = call.world.ledger.note(method.id);
  if (intent.setup_future_usage && intent.customer !== null) {
    keepFor(call, method, String(intent.customer));
    if (isAuthenticated && intent.setup_future_usage === "off_session") note.isSetUp = true;
  } else if (method.customer === null) note.isSpent = true;
  call.world.save(method);
}
