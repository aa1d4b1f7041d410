import type { Desk } from "../desk/desk";
import { ROUTING_NUMBER, testMethodByNumber } from "../rules/test-methods";
import { accountOfKey, type World } from "../state/world";

/** What the payer typed into the double's own fields. */
export type Typed =
  | { kind: "card"; number: string; expiry: string }
  | { kind: "us_bank_account"; number: string; routing: string; holder: string };

type Wish = {
  typed?: Typed;
  key?: string;
  params?: { return_url?: string; payment_method_data?: { billing_details?: Record<string, string> } };
  futureUsage?: "off_session" | "on_session";
};

/** Turns numbers into a ConfirmationToken; only published test numbers are taken. */
export function makeToken(
  world: World,
  desk: Desk,
  { typed, key = "", params, futureUsage }: Wish,
  userAgent: string,
): unknown {
  if (!typed) throw new Error("Nothing was typed.");
  const found = testMethodByNumber(typed.number);
  const isRight =
    typed.kind === "card"
      ? found?.method.kind === "card"
      : found?.method.kind === "bank" && typed.routing === ROUTING_NUMBER;
  if (!found || !isRight)
    return typed.kind === "card"
      ? wrong("incorrect_number", "Your card number is invalid.")
      : wrong("account_number_invalid", "Your bank account number is invalid.");
  const common = {
    testName: found.name,
    returnUrl: params?.return_url,
    futureUsage,
    billing: params?.payment_method_data?.billing_details,
  };
  if (typed.kind === "us_bank_account") {
    const billing = { ...common.billing, name: typed.holder };
    return answer(world, key, desk.createToken(key, { ...common, billing, mandate: { ip: "127.0.0.1", userAgent } }));
  }
  const expMonth = Number(typed.expiry.slice(0, 2));
  const expYear = 2_000 + Number(typed.expiry.slice(2, 4));
  if (expMonth < 1 || expMonth > 12) return wrong("invalid_expiry_month", "Your card's expiration date is invalid.");
  if (Date.UTC(expYear, expMonth) <= world.nowMs())
    return wrong("invalid_expiry_year_past", "Your card's expiration year is in the past.");
  return answer(world, key, desk.createToken(key, { ...common, expMonth, expYear }));
}

function answer(world: World, key: string, id: string): unknown {
  return { confirmationToken: world.ledger.find("confirmation_token", accountOfKey(key) ?? "", id) };
}

function wrong(code: string, message: string): unknown {
  return { error: { type: "validation_error", code, message } };
}
