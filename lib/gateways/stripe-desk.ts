import type { GatewayAccount } from "./port";

/** Where a browser meets Stripe: what its script may be loaded from, and what may be framed and asked. */
export type StripeHosts = { script: string; scriptHosts: string; frameHosts: string; connectHosts: string };

export type StripeChallenge = { publishableKey: string; clientSecret: string; isSetup: boolean };

/** What the pages of the Stripe gateway need beyond the port. */
export interface StripeDesk {
  hosts(): StripeHosts;
  /** Public by nature: every browser that pays sees it. Empty while the account has none. */
  publishableKeyOf(account: GatewayAccount): string;
  /** Null unless the payment or setup is this account's and waits for its payer. Unknown counts as null: the payer may look again. */
  findChallenge(account: GatewayAccount, intentId: string): Promise<StripeChallenge | null>;
}
