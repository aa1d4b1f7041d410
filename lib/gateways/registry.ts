import { type Clock, systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { type Ids, randomIds } from "@/lib/platform/ids";
import { createSandboxDesk } from "./adapters/sandbox/desk";
import { createSandboxGateway } from "./adapters/sandbox/gateway";
import { sandboxPool } from "./adapters/sandbox/store";
import type { StripeParts } from "./adapters/stripe/client";
import { createStripeDesk } from "./adapters/stripe/desk";
import { createStripeGateway } from "./adapters/stripe/gateway";
import { GATEWAY_IDS, type Gateway, type GatewayId } from "./port";
import type { SandboxDesk } from "./sandbox-desk";
import type { StripeDesk } from "./stripe-desk";

/** What a gateway takes from the caller's context; the test clock reaches the sandbox's settling times through it. */
export type GatewayContext = { clock: Clock; ids: Ids };

const SYSTEM: GatewayContext = { clock: systemClock, ids: randomIds };

// One line per adapter. A GatewayId without one does not compile.
const ADAPTERS: Record<GatewayId, (context: GatewayContext) => Gateway> = {
  sandbox: (context) => createSandboxGateway({ ...context, pool: sandboxPool(), faults: env().SANDBOX_FAULTS }),
  stripe: (context) => createStripeGateway(stripeParts(context)),
};

function stripeParts({ clock }: GatewayContext): StripeParts {
  const { STRIPE_API_BASE, STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET } = env();
  const defaults = {
    secretKey: STRIPE_SECRET_KEY,
    publishableKey: STRIPE_PUBLISHABLE_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
  };
  return { clock, apiBase: STRIPE_API_BASE, defaults };
}

/**
 * The adapter a merchant account names. Opens no connection before the first call. A `Ctx` may be handed in as it is.
 * @throws Error when no adapter has that name: a row in our own books points nowhere
 */
export function gatewayOf(id: string, context: GatewayContext = SYSTEM): Gateway {
  const known = GATEWAY_IDS.find((gatewayId) => gatewayId === id);
  if (!known) throw new Error(`No gateway adapter is registered under "${id}".`);
  return ADAPTERS[known](context);
}

/** Gateways without which this installation could not charge; one that nobody has keys for is not asked whether it answers. */
export function listGatewaysToAsk(): GatewayId[] {
  return GATEWAY_IDS.filter((id) => id !== "stripe" || env().STRIPE_SECRET_KEY !== "");
}

/** The sandbox processor's own desk, for /dev/sandbox and its challenge page; no other gateway has one here. */
export function getSandboxDesk(): SandboxDesk {
  return createSandboxDesk({ ...SYSTEM, pool: sandboxPool(), faults: env().SANDBOX_FAULTS });
}

/** What Stripe's framed pages ask. With DEV_TOOLS, a double at STRIPE_API_BASE also stands in for Stripe's script in the browser. */
export function getStripeDesk(): StripeDesk {
  return createStripeDesk(stripeParts(SYSTEM), env().DEV_TOOLS ? env().STRIPE_API_BASE : "");
}
