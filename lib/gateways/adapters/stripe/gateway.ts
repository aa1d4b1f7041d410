import type { Gateway, HostedFields, HostedFieldsInput } from "../../port";
import { charge } from "./charge";
import { checkAccount, ping } from "./check-account";
import type { StripeParts } from "./client";
import { findCharge } from "./find-charge";
import { listCharges } from "./list-charges";
import { findRefund, refund } from "./refunds";
import { findSavedMethod, readMethod, removeMethod, saveMethod } from "./saved-methods";
import { voidCharge } from "./void";
import { readWebhook } from "./webhook";

/** Near Stripe's own, in English with nothing typed; its frame tells the exact one. */
const FIELDS_HEIGHT = { card: { narrow: 290, wide: 220 }, echeck: { narrow: 330, wide: 300 } } as const;

/** Stripe, by its official library. Each merchant account brings the keys of a Stripe account of its own. */
export function createStripeGateway(parts: StripeParts): Gateway {
  return {
    id: "stripe",
    hostedFields,
    charge: (request) => charge(parts, request),
    findCharge: (account, reference, hint) => findCharge(parts, account, reference, hint),
    refund: (request) => refund(parts, request),
    findRefund: (account, reference, hint) => findRefund(parts, account, reference, hint),
    void: (request) => voidCharge(parts, request),
    readMethod: (account, methodToken) => readMethod(parts, account, methodToken),
    saveMethod: (request) => saveMethod(parts, request),
    findSavedMethod: (account, reference) => findSavedMethod(parts, account, reference),
    removeMethod: (account, storedToken) => removeMethod(parts, account, storedToken),
    listCharges: (account, since) => listCharges(parts, account, since),
    readWebhook: (request) => readWebhook(parts, request),
    checkAccount: (account) => checkAccount(parts, account),
    ping: () => ping(parts),
  };
}

/** The page reads the account's publishable key itself; its address holds nothing but names and figures. */
function hostedFields(input: HostedFieldsInput): HostedFields {
  const { kind, locale, accountId, amountCents, currency } = input;
  const query = new URLSearchParams({ kind, locale, account: accountId, currency });
  if (amountCents !== undefined) query.set("amount", String(amountCents));
  if (input.theme) query.set("theme", input.theme);
  if (input.size) query.set("size", input.size);
  if (input.isEmbedded) query.set("embedded", "1");
  return {
    src: `/gateway/stripe/fields?${query}`,
    title: "Secure payment fields",
    heightPx: FIELDS_HEIGHT[kind],
  };
}
