import type Stripe from "stripe";
import type { Call } from "../state/world";
import { noSuch } from "../wire/failures";
import { mergeMetadata } from "../wire/fields";
import type { Given } from "../wire/parameters";
import { attachMethod, findMethod } from "./payment-methods";

export function createCustomer(call: Call, given: Given<"customer">): Stripe.Customer {
  const customer: Stripe.Customer & { object: "customer" } = {
    id: call.world.ids.next("cus_", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: call.world.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: call.world.ids.next("", 8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  call.world.ledger.insert(call.account, customer);
  change(call, customer, given);
  call.world.emit(call, "customer.created", customer);
  return customer;
}

export function updateCustomer(call: Call, id: string, given: Given<"customer">): Stripe.Customer {
  const customer = findCustomer(call, id);
  change(call, customer, given);
  call.world.emit(call, "customer.updated", customer);
  return customer;
}

export function findCustomer(call: Call, id: string, param = "id"): Stripe.Customer {
  const found = call.world.ledger.find("customer", call.account, id);
  if (!found) throw noSuch("customer", id, param);
  return found;
}

function change(call: Call, customer: Stripe.Customer, given: Given<"customer">): void {
  const blank = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
  if (given.address !== undefined) customer.address = given.address ? { ...blank, ...given.address } : null;
  customer.description = given.description ?? customer.description;
  customer.email = given.email ?? customer.email;
  customer.name = given.name ?? customer.name ?? null;
  customer.phone = given.phone ?? customer.phone ?? null;
  customer.preferred_locales = given.preferred_locales ?? customer.preferred_locales;
  customer.metadata = mergeMetadata(customer.metadata, given.metadata);
  if (given.payment_method) attachMethod(call, given.payment_method, customer.id);
  const preferred = given.invoice_settings?.default_payment_method;
  if (preferred) customer.invoice_settings.default_payment_method = findMethod(call, preferred).id;
  call.world.save(customer);
}
