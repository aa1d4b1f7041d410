import type Stripe from "stripe";
import { mix } from "../state/ids";
import type { Note } from "../state/ledger";
import type { Call } from "../state/world";
import { invalid, noSuch, refuse, StripeFailure, withDocs } from "../wire/failures";
import { mergeMetadata } from "../wire/fields";
import type { Given, MethodData } from "../wire/parameters";
import { nameOfToken, ROUTING_NUMBER, type TestMethod, testMethod, testMethodByNumber } from "./test-methods";

/** The double's bank accounts and cards, as PaymentMethods. */
export type MethodSeed = {
  testName: string;
  billing?: MethodData["billing_details"];
  metadata?: Record<string, string> | null;
  expMonth?: number;
  expYear?: number;
  accountHolderType?: "company" | "individual";
  accountType?: "checking" | "savings";
};

export function createMethod(call: Call, given: Given<"createMethod">): Stripe.PaymentMethod {
  return insertMethod(call, readMethodData(given));
}

/** Which test method some data means. @throws StripeFailure 402 `incorrect_number` for a number that is none */
export function readMethodData(data: MethodData): MethodSeed {
  const common = { billing: data.billing_details, metadata: data.metadata };
  if (data.type === "us_bank_account") {
    const bank = data.us_bank_account ?? {};
    const found = testMethodByNumber(bank.account_number ?? "");
    if (bank.routing_number !== ROUTING_NUMBER)
      throw invalid("Invalid routing number.", {
        code: "routing_number_invalid",
        param: "us_bank_account[routing_number]",
      });
    if (found?.method.kind !== "bank")
      throw invalid("You must use a test bank account number in test mode.", {
        code: "account_number_invalid",
        param: "us_bank_account[account_number]",
      });
    return {
      ...common,
      testName: found.name,
      accountHolderType: bank.account_holder_type,
      accountType: bank.account_type,
    };
  }
  const token = data.card?.token;
  if (token === undefined) throw invalid("Missing required param: card.", { code: "parameter_missing", param: "card" });
  const name = nameOfToken(token);
  if (testMethod(name)?.kind !== "card") throw noSuch("token", token, "card[token]");
  return { ...common, testName: name };
}

export function insertMethod(call: Call, seed: MethodSeed, note: Note = {}): Stripe.PaymentMethod {
  const object = buildMethod(call, seed, call.world.ids.next("pm_"));
  call.world.ledger.insert(call.account, object, { ...note, testMethod: seed.testName });
  return object;
}

/** The object that stands for a test method; not kept. */
export function buildMethod(
  call: Call,
  seed: MethodSeed,
  id: string,
): Stripe.PaymentMethod & { object: "payment_method" } {
  const method = testMethod(seed.testName);
  if (!method) throw noSuch("PaymentMethod", seed.testName, "payment_method");
  const { address, email, name, phone } = seed.billing ?? {};
  const blank = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
  return {
    id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: {
      address: address ? { ...blank, ...address } : blank,
      email: email ?? null,
      name: name ?? (method.kind === "bank" ? "Jenny Rosen" : null),
      phone: phone ?? null,
      tax_id: null,
    },
    created: call.world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, seed.metadata),
    ...(method.kind === "card"
      ? { type: "card", card: showCard(call, seed, method) }
      : { type: "us_bank_account", us_bank_account: showBank(seed, method) }),
  };
}

function showCard(call: Call, seed: MethodSeed, method: TestMethod & { kind: "card" }): Stripe.PaymentMethod.Card {
  const expYear = new Date(call.world.nowMs()).getUTCFullYear() + 4;
  return {
    brand: method.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    display_brand: method.brand === "amex" ? "american_express" : method.brand,
    exp_month: seed.expMonth ?? 8,
    exp_year: seed.expYear ?? expYear,
    fingerprint: mix(`card:${method.number}`, 16),
    funding: method.funding,
    generated_from: null,
    last4: method.number.slice(-4),
    networks: { available: [method.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function showBank(seed: MethodSeed, method: TestMethod & { kind: "bank" }): Stripe.PaymentMethod.UsBankAccount {
  return {
    account_holder_type: seed.accountHolderType ?? "individual",
    account_type: seed.accountType ?? "checking",
    bank_name: "STRIPE TEST BANK",
    financial_connections_account: null,
    fingerprint: mix(`bank:${method.account}`, 16),
    last4: method.account.slice(-4),
    networks: { preferred: "ach", supported: ["ach"] },
    routing_number: ROUTING_NUMBER,
    status_details: {},
  };
}

/** A method by its id; a published test name makes a new one, as at Stripe. */
export function resolveMethod(call: Call, id: string, param = "payment_method"): Stripe.PaymentMethod {
  if (testMethod(id)) return insertMethod(call, { testName: id });
  return findMethod(call, id, param);
}

export function findMethod(call: Call, id: string, param = "payment_method"): Stripe.PaymentMethod {
  const found = call.world.ledger.find("payment_method", call.account, id);
  if (!found) throw noSuch("PaymentMethod", id, param);
  return found;
}

/** What is behind a kept method. */
export function behind(call: Call, method: Stripe.PaymentMethod): TestMethod {
  const found = testMethod(call.world.ledger.note(method.id).testMethod ?? "");
  if (!found) throw new Error(`${method.id} has no test method`);
  return found;
}

export function attachMethod(call: Call, id: string, customer: string): Stripe.PaymentMethod {
  const method = resolveMethod(call, id);
  const { ledger } = call.world;
  if (!ledger.find("customer", call.account, customer)) throw noSuch("customer", customer, "customer");
  if (method.customer === customer) return method;
  if (method.customer !== null)
    throw refuse("The payment method you provided has already been attached to a customer.", {
      code: "payment_method_unexpected_state",
      param: "payment_method",
    });
  refuseSpent(call, method);
  const test = behind(call, method);
  if (test.kind === "card" && test.declined && !test.declinesOnlyCharges) {
    const { code, declineCode, message, advice } = test.declined;
    const body = withDocs({ type: "card_error", code, message, advice_code: advice, payment_method: method });
    throw new StripeFailure(402, declineCode ? { ...body, decline_code: declineCode } : body);
  }
  keepFor(call, method, customer);
  return method;
}

/** Puts a method into a customer's wallet. */
export function keepFor(call: Call, method: Stripe.PaymentMethod, customer: string): void {
  if (method.customer === customer) return;
  method.customer = customer;
  call.world.save(method);
  call.world.emit(call, "payment_method.attached", method);
}

export function detachMethod(call: Call, id: string): Stripe.PaymentMethod {
  const method = findMethod(call, id);
  if (method.customer === null)
    throw refuse("The payment method you provided is not attached to a customer so detachment is impossible.", {
      code: "payment_method_unexpected_state",
      param: "payment_method",
    });
  const before = method.customer;
  method.customer = null;
  call.world.ledger.note(method.id).isSpent = true;
  call.world.save(method);
  call.world.emit(call, "payment_method.detached", method, { customer: before });
  return method;
}

export function refuseSpent(call: Call, method: Stripe.PaymentMethod): void {
  if (!call.world.ledger.note(method.id).isSpent) return;
  throw refuse(
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
    { code: "payment_method_unexpected_state", param: "payment_method" },
  );
}
