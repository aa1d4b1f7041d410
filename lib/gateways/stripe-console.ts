import { findGatewayAccount } from "@/lib/merchant-accounts/find-gateway-account";
import { getStripeDesk } from "./registry";
import type { StripeChallenge, StripeHosts } from "./stripe-desk";

// What the framed pages of the Stripe gateway ask. They are public: an account's id leads to its publishable key and no further.

export function stripeHosts(): StripeHosts {
  return getStripeDesk().hosts();
}

/** Null for an account that is not at Stripe, or has no key yet. */
export async function findPublishableKey(accountId: string): Promise<string | null> {
  const account = await findGatewayAccount("stripe", accountId);
  return (account && getStripeDesk().publishableKeyOf(account)) || null;
}

/** Null when nobody is asked anything, or any more. */
export async function findStripeChallenge(accountId: string, intentId: string): Promise<StripeChallenge | null> {
  const account = await findGatewayAccount("stripe", accountId);
  return account ? getStripeDesk().findChallenge(account, intentId) : null;
}
