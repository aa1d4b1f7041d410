import type { ChargeUse } from "@/lib/gateways/port";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Cart, CartMethod, CartPart } from "../model";
import { type AtGateway, openAccounts } from "../open-accounts";
import { planTyped } from "../rules";
import { findKept, type Keeping, keepForCart } from "./keep-for-cart";

type PartMeans = { methodToken: string; use: ChargeUse; customerRef: string; savedMethodId?: string };

/** What is charged into each account; or why nothing can be, in the form of an answer to the first part. */
export type Means =
  | { kind: "given"; of: (accountId: string) => PartMeans | null; letGo: () => Promise<void> }
  | { kind: "declined"; declineCode: string }
  | { kind: "requires_action"; challengeUrl: string };

/**
 * Makes ready what the open parts are charged with. One typed token for several parts is kept at the gateway for as long as that takes.
 * @throws AppError invalid_input (cart_method_missing, cart_needs_two_methods), upstream_unavailable
 */
export async function prepareMeans(
  ctx: Ctx,
  cart: Cart,
  open: readonly CartPart[],
  method: CartMethod,
): Promise<Means> {
  if (method.kind === "saved") {
    const of = (accountId: string): PartMeans | null => {
      const saved = method.methods[accountId];
      return saved ? { ...saved, methodToken: saved.storedToken } : null;
    };
    return { kind: "given", of, letGo: async () => {} };
  }
  const accounts = await openAccounts(ctx, [...new Set(open.map(({ accountId }) => accountId))]);
  const plan = planTyped(method, open, accounts.areOne);
  if (!plan.ok) throw new AppError("invalid_input", { reason: plan.refusal });
  const kept = new Map<string, Extract<Keeping, { kind: "kept" }>>();
  for (const { accountId } of open) {
    const token = method.tokens[accountId] ?? "";
    const at = accounts.of(accountId);
    if (kept.has(token) || !at) continue;
    const keeping = plan.keep.includes(token)
      ? await keepForCart(ctx, cart, at, token)
      : await findLeftOver(ctx, cart, at, token);
    if (keeping === null) continue;
    // Keeping moves no money: nothing was taken for any part.
    if (keeping.kind === "unknown") throw new AppError("upstream_unavailable");
    if (keeping.kind === "declined") return { kind: "declined", declineCode: keeping.code };
    if (keeping.kind === "requires_action") return keeping;
    kept.set(token, keeping);
  }
  return {
    kind: "given",
    of: (accountId) => {
      const methodToken = method.tokens[accountId];
      if (!methodToken) return null;
      const one = kept.get(methodToken)?.method;
      if (!one) return { methodToken, use: "present", customerRef: "" };
      return { methodToken: one.storedToken, customerRef: one.customerRef, use: "stored_present" };
    },
    letGo: async () => {
      for (const { letGo } of kept.values()) await letGo();
    },
  };
}

/** Only a cart of several parts can have kept one. */
async function findLeftOver(ctx: Ctx, cart: Cart, at: AtGateway, token: string): Promise<Keeping | null> {
  return cart.parts.length > 1 ? findKept(ctx, cart, at, token) : null;
}
