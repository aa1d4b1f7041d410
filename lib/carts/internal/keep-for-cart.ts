import type { DeclineCode, Gateway, GatewayAccount, SavedMethod, SaveMethodOutcome } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { hashToken } from "@/lib/platform/secrets";
import type { Cart } from "../model";
import type { AtGateway } from "../open-accounts";

export type Keeping =
  | { kind: "kept"; method: SavedMethod; letGo: () => Promise<void> }
  | { kind: "requires_action"; challengeUrl: string }
  | { kind: "declined"; code: DeclineCode }
  | { kind: "unknown" };

/**
 * Keeps a typed method at the gateway for as long as the parts are charged with it. The same token asked twice keeps one method, so
 * that a second call after a crash goes on with the first one's. Nothing of it is kept here.
 */
export async function keepForCart(ctx: Ctx, cart: Cart, at: AtGateway, methodToken: string): Promise<Keeping> {
  const reference = referenceOf(cart, methodToken);
  const port = gatewayOf(at.gateway, ctx);
  const kept = await port.saveMethod({
    account: at.account,
    reference,
    idempotencyKey: `keep:${reference}`,
    methodToken,
    payer: { id: cart.payerId ?? cart.id, name: cart.payerName, email: cart.receiptEmails[0] ?? "" },
    customerRef: "",
  });
  // The gateway repeats its first answer for a key; whether the payer has answered their bank since, only a look-up tells.
  const outcome = kept.kind === "requires_action" ? await lookAgain(port, at.account, reference, kept) : kept;
  if (outcome.kind !== "saved") return outcome.kind === "unknown" ? { kind: "unknown" } : outcome;
  return { kind: "kept", method: outcome, letGo: () => letGo(port, cart, at, outcome) };
}

/**
 * The method that an earlier call kept of this token, for the part that it left over: the token itself is used up by then. Null when
 * none was kept.
 */
export async function findKept(
  ctx: Ctx,
  cart: Cart,
  at: AtGateway,
  methodToken: string,
): Promise<Extract<Keeping, { kind: "kept" }> | null> {
  const port = gatewayOf(at.gateway, ctx);
  const found = await port.findSavedMethod(at.account, referenceOf(cart, methodToken));
  if (found.kind === "unknown") throw new AppError("upstream_unavailable");
  return found.kind === "saved" ? { kind: "kept", method: found, letGo: () => letGo(port, cart, at, found) } : null;
}

function referenceOf(cart: Cart, methodToken: string): string {
  return `${cart.id}-${hashToken(methodToken).slice(0, 12)}`;
}

async function letGo(port: Gateway, cart: Cart, at: AtGateway, { storedToken }: SavedMethod): Promise<void> {
  const removed = await port.removeMethod(at.account, storedToken);
  if (removed.kind === "unknown") log().warn({ cartId: cart.id }, "a method kept for a cart was not let go");
}

async function lookAgain(
  port: Gateway,
  account: GatewayAccount,
  reference: string,
  asked: SaveMethodOutcome,
): Promise<SaveMethodOutcome> {
  const found = await port.findSavedMethod(account, reference);
  return found.kind === "absent" ? asked : found;
}
