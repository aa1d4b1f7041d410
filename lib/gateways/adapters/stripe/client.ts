import type Stripe from "stripe";
import type { Clock } from "@/lib/platform/clock";
import type { GatewayAccount } from "../../port";

/** Pinned: another version may name things differently. Changes together with the package `stripe`. */
export const API_VERSION = "2026-10-28.endive";
/** Longer than Stripe's slowest usual answer. What takes longer is asked for by look-up. */
const TIMEOUT_MS = 10_000;

export type StripeParts = {
  clock: Clock;
  /** Empty: Stripe itself. */
  apiBase: string;
  timeoutMs?: number;
  /** Keys of an account that brings none of its own. */
  defaults: StripeKeys;
};

export type StripeKeys = { secretKey: string; publishableKey: string; webhookSecret: string };

export function keysOf(parts: Pick<StripeParts, "defaults">, account: Pick<GatewayAccount, "credentials">): StripeKeys {
  const { secretKey, publishableKey, webhookSecret } = account.credentials;
  // All from one place: one account's secret key with another's publishable key would make tokens that nobody can charge.
  if (secretKey || publishableKey)
    return {
      secretKey: secretKey ?? "",
      publishableKey: publishableKey ?? "",
      webhookSecret: webhookSecret ?? "",
    };
  return { ...parts.defaults, webhookSecret: webhookSecret || parts.defaults.webhookSecret };
}

const clients = new Map<string, Stripe>();
const MAX_CLIENTS = 500;

/** One client per key, so that its connections stay open. The package is loaded with the first call: most processes never need it. */
export async function openClient(parts: StripeParts, account: Pick<GatewayAccount, "credentials">): Promise<Stripe> {
  const { secretKey } = keysOf(parts, account);
  const name = `${parts.apiBase} ${parts.timeoutMs ?? TIMEOUT_MS} ${secretKey}`;
  const known = clients.get(name);
  if (known) return known;
  const client = await makeClient(parts, secretKey);
  if (clients.size >= MAX_CLIENTS) clients.clear();
  clients.set(name, client);
  return client;
}

async function makeClient({ apiBase, timeoutMs }: StripeParts, secretKey: string): Promise<Stripe> {
  const { default: Sdk } = await import("stripe");
  return new Sdk(secretKey || "sk_missing", {
    apiVersion: API_VERSION,
    // A lost answer is asked for by look-up, never sent again unasked. (The SDK still tries once more when a connection that lay
    // idle turns out to be closed; every call that changes something bears a key, so that it counts once.)
    maxNetworkRetries: 0,
    timeout: timeoutMs ?? TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: "Docketpay" },
    ...readBase(apiBase),
  });
}

function readBase(apiBase: string): { host?: string; port?: string; protocol?: "http" | "https" } {
  if (apiBase === "") return {};
  const { protocol, hostname, port } = new URL(apiBase);
  const isPlain = protocol === "http:";
  return { host: hostname, port: port || (isPlain ? "80" : "443"), protocol: isPlain ? "http" : "https" };
}

/** Two accounts of ours at one Stripe account must not meet in a key. */
export function keyFor(account: GatewayAccount, key: string): { idempotencyKey: string } {
  return { idempotencyKey: `${account.accountId}:${key}` };
}
