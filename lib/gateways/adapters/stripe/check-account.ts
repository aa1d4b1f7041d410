import type { AccountCheck } from "../../model";
import type { GatewayAccount } from "../../port";
import { keysOf, openClient, type StripeParts } from "./client";
import { ask, unknownOf } from "./failures";

/** Looks at the keys, then asks Stripe with the secret one. */
export async function checkAccount(parts: StripeParts, account: GatewayAccount): Promise<AccountCheck> {
  const { secretKey, publishableKey, webhookSecret } = keysOf(parts, account);
  if (!secretKey) return { kind: "wrong", problem: "secret_key_missing" };
  // A restricted key (rk_) is as good, and better: it may do only what this program needs.
  const mode = /^[sr]k_(test|live)_/.exec(secretKey)?.[1];
  if (!mode) return { kind: "wrong", problem: "secret_key_wrong" };
  if (!publishableKey) return { kind: "wrong", problem: "publishable_key_missing" };
  const publicMode = /^pk_(test|live)_/.exec(publishableKey)?.[1];
  if (!publicMode) return { kind: "wrong", problem: "publishable_key_wrong" };
  if (mode !== publicMode) return { kind: "wrong", problem: "keys_of_two_modes" };
  if (!webhookSecret) return { kind: "wrong", problem: "webhook_secret_missing" };
  if (!webhookSecret.startsWith("whsec_")) return { kind: "wrong", problem: "webhook_secret_wrong" };
  return askStripe(parts, account, mode === "live");
}

async function askStripe(parts: StripeParts, account: GatewayAccount, isLive: boolean): Promise<AccountCheck> {
  const stripe = await openClient(parts, account);
  const read = await ask(() => stripe.paymentIntents.list({ limit: 1 }));
  if (read.ok) {
    const own = await ask(() => stripe.accounts.retrieveCurrent());
    if (own.ok && own.value.charges_enabled === false) return { kind: "wrong", problem: "charges_disabled" };
    // Restricted keys may not read the account; that they can read payments has been seen.
    return { kind: "ok", isLive, accountRef: own.ok ? own.value.id : null };
  }
  if (read.failure.kind === "silent") return unknownOf(read.failure);
  return { kind: "wrong", problem: "secret_key_wrong" };
}

/** Whether Stripe answers at all; a refusal of the key is an answer. */
export async function ping(parts: StripeParts): Promise<boolean> {
  const stripe = await openClient(parts, { credentials: {} });
  const read = await ask(() => stripe.balance.retrieve());
  return read.ok || read.failure.kind !== "silent";
}
