import { isDeepStrictEqual } from "node:util";
import type { DeclineCode, Gateway, GatewayAccount, SavedMethod, SaveMethodOutcome } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import type { Cart, CartPart } from "../model";

type AtGateway = { gateway: string; account: GatewayAccount };

/** The gateway's side of the accounts of some parts, and whether it is one and the same. */
export async function openAccounts(
  ctx: Ctx,
  parts: readonly CartPart[],
): Promise<{ first: AtGateway | null; isOne: boolean }> {
  const opened = await inFirm(ctx, async (tx) => {
    const found: AtGateway[] = [];
    for (const { accountId } of parts) found.push(await getGatewayAccount(ctx, tx, accountId));
    return found;
  });
  const first = opened[0] ?? null;
  const isOne = opened.every(
    ({ gateway, account }) =>
      gateway === first?.gateway && isDeepStrictEqual(account.credentials, first.account.credentials),
  );
  return { first, isOne };
}

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
  const reference = `${cart.id}-${hashToken(methodToken).slice(0, 12)}`;
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
  const letGo = async () => {
    const removed = await port.removeMethod(at.account, outcome.storedToken);
    if (removed.kind === "unknown") log().warn({ cartId: cart.id }, "a method kept for a cart was not let go");
  };
  return { kind: "kept", method: outcome, letGo };
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
