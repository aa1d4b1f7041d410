import type Stripe from "stripe";
import type { Call } from "../state/world";
import { noSuch, refuse } from "../wire/failures";
import type { MandateData } from "../wire/parameters";

/**
 * What lets a bank account be debited: a mandate accepted now (`mandate_data`, or in the confirmation token), one named, or the one that the
 * account was saved with. @throws StripeFailure 400 without any
 */
export function settleMandate(
  call: Call,
  method: Stripe.PaymentMethod,
  given: { mandate?: string; data?: MandateData | Stripe.ConfirmationToken.MandateData | null },
): string {
  const { ledger } = call.world;
  if (given.mandate !== undefined) {
    const named = ledger.find("mandate", call.account, given.mandate);
    if (!named) throw noSuch("mandate", given.mandate, "mandate");
    if (named.payment_method !== method.id || named.status !== "active") throw invalid();
    return named.id;
  }
  if (given.data?.customer_acceptance) return insertMandate(call, method, given.data.customer_acceptance);
  const kept = ledger.find("mandate", call.account, ledger.note(method.id).mandateId ?? "");
  if (kept?.status !== "active") throw invalid();
  return kept.id;
}

function insertMandate(
  call: Call,
  method: Stripe.PaymentMethod,
  acceptance: NonNullable<MandateData["customer_acceptance"]> | Stripe.ConfirmationToken.MandateData.CustomerAcceptance,
): string {
  const { world } = call;
  const mandate: Stripe.Mandate & { object: "mandate" } = {
    id: world.ids.next("mandate_"),
    object: "mandate",
    customer_acceptance: {
      accepted_at: world.now(),
      type: acceptance.type === "offline" ? "offline" : "online",
      online: { ip_address: acceptance.online?.ip_address ?? null, user_agent: acceptance.online?.user_agent ?? null },
    },
    livemode: false,
    multi_use: {},
    payment_method: method.id,
    payment_method_details: { type: "us_bank_account", us_bank_account: {} },
    status: "active",
    type: "multi_use",
  };
  world.ledger.insert(call.account, mandate);
  world.ledger.note(method.id).mandateId = mandate.id;
  world.save(method);
  return mandate.id;
}

export function findMandate(call: Call, id: string): Stripe.Mandate {
  const found = call.world.ledger.find("mandate", call.account, id);
  if (!found) throw noSuch("mandate", id);
  return found;
}

/** Ends a mandate, as an unauthorized return does. */
export function revokeMandate(call: Call, id: string | undefined): void {
  const mandate = call.world.ledger.find("mandate", call.account, id ?? "");
  if (!mandate) return;
  mandate.status = "inactive";
  call.world.save(mandate);
  call.world.emit(call, "mandate.updated", mandate);
}

function invalid(): Error {
  return refuse(
    "This payment method requires a mandate. Provide `mandate_data` with the customer's acceptance, or the `mandate` under which it was saved.",
    { code: "payment_intent_mandate_invalid", param: "mandate_data" },
  );
}
