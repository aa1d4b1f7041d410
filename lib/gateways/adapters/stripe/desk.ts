import type { GatewayAccount } from "../../port";
import type { StripeChallenge, StripeDesk, StripeHosts } from "../../stripe-desk";
import { keysOf, openClient, type StripeParts } from "./client";
import { ask } from "./failures";

/** Stripe.js of the API version that client.ts pins; Stripe asks that it be loaded from there, never copied. */
const SCRIPT_PATH = "/endive/stripe.js";
const STRIPE: StripeHosts = {
  script: `https://js.stripe.com${SCRIPT_PATH}`,
  scriptHosts: "https://js.stripe.com https://*.js.stripe.com",
  frameHosts: "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
  connectHosts: "https://api.stripe.com",
};

/** `standIn`: the address of a double that also stands in for js.stripe.com; empty for Stripe itself. */
export function createStripeDesk(parts: StripeParts, standIn: string): StripeDesk {
  return {
    hosts: () => (standIn === "" ? STRIPE : standInHosts(standIn)),
    publishableKeyOf: (account) => keysOf(parts, account).publishableKey,
    findChallenge: (account, intentId) => findChallenge(parts, account, intentId),
  };
}

function standInHosts(standIn: string): StripeHosts {
  const { origin } = new URL(standIn);
  return { script: origin + SCRIPT_PATH, scriptHosts: origin, frameHosts: origin, connectHosts: origin };
}

async function findChallenge(
  parts: StripeParts,
  account: GatewayAccount,
  intentId: string,
): Promise<StripeChallenge | null> {
  const isSetup = intentId.startsWith("seti_");
  if (!/^(pi|seti)_[A-Za-z0-9_]+$/.test(intentId)) return null;
  const stripe = await openClient(parts, account);
  const read = await ask<{ status: string; client_secret: string | null; metadata: Record<string, string> | null }>(
    () => (isSetup ? stripe.setupIntents.retrieve(intentId) : stripe.paymentIntents.retrieve(intentId)),
  );
  if (!read.ok) return null;
  const { status, client_secret: clientSecret, metadata } = read.value;
  if (status !== "requires_action" || !clientSecret || metadata?.account !== account.accountId) return null;
  return { publishableKey: keysOf(parts, account).publishableKey, clientSecret, isSetup };
}
