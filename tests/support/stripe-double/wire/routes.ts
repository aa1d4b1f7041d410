import { findCharge } from "../rules/charges";
import { confirmIntent } from "../rules/confirm-payment";
import { createTestToken, findToken } from "../rules/confirmation-tokens";
import { createCustomer, findCustomer, updateCustomer } from "../rules/customers";
import { closeDispute, findDispute, updateDispute } from "../rules/disputes";
import { findMandate } from "../rules/mandates";
import { readAccount, readBalance } from "../rules/money";
import { cancelIntent, captureIntent, createIntent, findIntent, updateIntent } from "../rules/payment-intents";
import { attachMethod, createMethod, detachMethod, findMethod } from "../rules/payment-methods";
import { createRefund, findRefund, updateRefund } from "../rules/refunds";
import { cancelSetup, confirmSetup, createSetup, findSetup } from "../rules/setup-intents";
import type { Kind, Tables } from "../state/ledger";
import type { Call } from "../state/world";
import { noSuch } from "./failures";
import { readShape, type Shape } from "./fields";
import type { Params } from "./form";
import { paginate } from "./lists";
import { type Given, PARAMETERS } from "./parameters";
import { answerSearch } from "./search";

type Handler = (call: Call, id: string) => unknown;
export type Found = { read(params: Params): { expand: string[]; work: (call: Call) => unknown } };
type Route = { method: string; parts: string[]; found: (id: string) => Found };
type ParameterSet = keyof typeof PARAMETERS;

const routes: Route[] = [];

function on<K extends ParameterSet>(
  name: string,
  parameters: K,
  handler: (call: Call, id: string, given: Given<K>) => unknown,
): void {
  const [method = "", path = ""] = name.split(" ");
  const shape: Shape = PARAMETERS[parameters];
  routes.push({
    method,
    parts: path.split("/").slice(1),
    found: (id) => ({
      read(params) {
        const given = readShape(shape, params) as Given<K>;
        const { expand } = given as { expand?: string[] };
        return { expand: expand ?? [], work: (call) => handler(call, id, given) };
      },
    }),
  });
}

/** The route of a request; null for an address that this API does not have. */
export function findRoute(method: string, path: string): Found | null {
  const parts = path.split("/").slice(1).map(decodeURIComponent);
  const isId = (part: string) => part === ":id";
  for (const route of routes) {
    if (route.method !== method || route.parts.length !== parts.length) continue;
    if (!route.parts.every((part, index) => isId(part) || part === parts[index])) continue;
    return route.found(parts[route.parts.findIndex(isId)] ?? "");
  }
  return null;
}

function all<K extends Kind>(call: Call, kind: K, wanted: Partial<Record<string, unknown>> = {}): Tables[K][] {
  const filters = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return call.world.ledger
    .list(kind, call.account)
    .filter((object) =>
      filters.every(([name, value]) => (object as unknown as Record<string, unknown>)[name] === value),
    );
}

const reading =
  (find: Handler) =>
  (call: Call, id: string): unknown =>
    find(call, id);

on("POST /v1/payment_intents", "createIntent", (call, _, given) => createIntent(call, given));
on("GET /v1/payment_intents", "listIntents", (call, _, given) =>
  paginate("/v1/payment_intents", all(call, "payment_intent", { customer: given.customer }), given),
);
on("GET /v1/payment_intents/search", "search", (call, _, given) =>
  answerSearch("/v1/payment_intents/search", indexed(call, "payment_intent"), given),
);
on("GET /v1/payment_intents/:id", "retrieveIntent", reading(findIntent));
on("POST /v1/payment_intents/:id", "updateIntent", updateIntent);
on("POST /v1/payment_intents/:id/confirm", "confirmIntent", (call, id, given) => {
  const intent = findIntent(call, id);
  confirmIntent(call, intent, given);
  return intent;
});
on("POST /v1/payment_intents/:id/capture", "captureIntent", captureIntent);
on("POST /v1/payment_intents/:id/cancel", "cancelIntent", cancelIntent);

on("POST /v1/setup_intents", "createSetup", (call, _, given) => createSetup(call, given));
on("GET /v1/setup_intents", "listSetups", (call, _, given) => {
  const { customer, payment_method } = given;
  return paginate("/v1/setup_intents", all(call, "setup_intent", { customer, payment_method }), given);
});
on("GET /v1/setup_intents/:id", "retrieveIntent", reading(findSetup));
on("POST /v1/setup_intents/:id/confirm", "confirmSetup", (call, id, given) => {
  const intent = findSetup(call, id);
  confirmSetup(call, intent, given);
  return intent;
});
on("POST /v1/setup_intents/:id/cancel", "cancelSetup", cancelSetup);

on("POST /v1/customers", "customer", (call, _, given) => createCustomer(call, given));
on("GET /v1/customers", "listCustomers", (call, _, given) =>
  paginate("/v1/customers", all(call, "customer", { email: given.email }), given),
);
on("GET /v1/customers/:id", "onlyExpand", reading(findCustomer));
on("POST /v1/customers/:id", "customer", updateCustomer);
on("GET /v1/customers/:id/payment_methods", "listMethods", (call, id, given) => {
  const methods = all(call, "payment_method", { customer: findCustomer(call, id).id, type: given.type });
  return paginate(`/v1/customers/${id}/payment_methods`, methods, given);
});
on("POST /v1/payment_methods", "createMethod", (call, _, given) => createMethod(call, given));
on("GET /v1/payment_methods", "listAllMethods", (call, _, given) => {
  // Stripe lists what is kept for a customer, and nothing else.
  const kept = all(call, "payment_method", { customer: given.customer, type: given.type });
  return paginate(
    "/v1/payment_methods",
    kept.filter((one) => one.customer !== null),
    given,
  );
});
on("GET /v1/payment_methods/:id", "onlyExpand", (call, id) => findMethod(call, id, "id"));
on("POST /v1/payment_methods/:id/attach", "attach", (call, id, given) => attachMethod(call, id, given.customer ?? ""));
on("POST /v1/payment_methods/:id/detach", "onlyExpand", (call, id) => detachMethod(call, id));
on("GET /v1/mandates/:id", "onlyExpand", reading(findMandate));

on("POST /v1/test_helpers/confirmation_tokens", "createToken", (call, _, given) => createTestToken(call, given));
on("GET /v1/confirmation_tokens/:id", "onlyExpand", reading(findToken));

on("GET /v1/charges", "listCharges", (call, _, given) => {
  const { customer, payment_intent } = given;
  return paginate("/v1/charges", all(call, "charge", { customer, payment_intent }), given);
});
on("GET /v1/charges/search", "search", (call, _, given) =>
  answerSearch("/v1/charges/search", indexed(call, "charge"), given),
);
on("GET /v1/charges/:id", "onlyExpand", reading(findCharge));

on("POST /v1/refunds", "createRefund", (call, _, given) => createRefund(call, given));
on("GET /v1/refunds", "listRefunds", (call, _, given) => {
  const { charge, payment_intent } = given;
  return paginate("/v1/refunds", all(call, "refund", { charge, payment_intent }), given);
});
on("GET /v1/refunds/:id", "onlyExpand", reading(findRefund));
on("POST /v1/refunds/:id", "updateRefund", updateRefund);

on("GET /v1/disputes", "listDisputes", (call, _, given) => {
  const { charge, payment_intent } = given;
  return paginate("/v1/disputes", all(call, "dispute", { charge, payment_intent }), given);
});
on("GET /v1/disputes/:id", "onlyExpand", reading(findDispute));
on("POST /v1/disputes/:id", "updateDispute", updateDispute);
on("POST /v1/disputes/:id/close", "onlyExpand", (call, id) => closeDispute(call, id));

on("GET /v1/balance", "onlyExpand", readBalance);
on("GET /v1/account", "onlyExpand", readAccount);
on("GET /v1/balance_transactions", "listTransactions", (call, _, given) => {
  const { source, type } = given;
  return paginate("/v1/balance_transactions", all(call, "balance_transaction", { source, type }), given);
});
on("GET /v1/balance_transactions/:id", "onlyExpand", (call, id) => {
  const found = call.world.ledger.find("balance_transaction", call.account, id);
  if (!found) throw noSuch("balance transaction", id);
  return found;
});
on("GET /v1/events", "listEvents", (call, _, given) => {
  const { type, types } = given;
  const events = all(call, "event", { type }).filter((event) => !types || types.includes(event.type));
  return paginate("/v1/events", events, given);
});
on("GET /v1/events/:id", "onlyExpand", (call, id) => {
  const found = call.world.ledger.find("event", call.account, id);
  if (!found) throw noSuch("event", id);
  return found;
});

/** What search knows: everything as it was some time ago. It does not read what was just written. */
function indexed<K extends "payment_intent" | "charge">(call: Call, kind: K): Tables[K][] {
  const { ledger, settings } = call.world;
  return ledger.asOf(kind, call.account, call.world.nowMs() - settings.searchDelaySeconds * 1_000);
}
