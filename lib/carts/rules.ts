import type { PaymentStatus } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import type { CartKind, CartMethod, CartPart, CartPartResult, CartResult, PartCharge, PartStanding } from "./model";

/** The claim of one part: it is charged once, whatever becomes of the other. */
export function obligationOfPart(cartId: string, part: Pick<CartPart, "kind" | "place">): string {
  return `cart:${cartId}:${keyOfPart(part)}`;
}

/** "operating", "trust", "trust-1", "trust-2": the name of a part within its cart. */
export function keyOfPart({ kind, place }: Pick<CartPart, "kind" | "place">): string {
  return place === 0 ? kind : `${kind}-${place}`;
}

/** Trust first (T13): if only one part goes through, it is the client's own money that is safe. */
export function orderOfParts<P extends Pick<CartPart, "kind" | "place">>(
  parts: readonly P[],
  first: CartKind = "trust",
): P[] {
  return [...parts].sort((a, b) => Number(b.kind === first) - Number(a.kind === first) || a.place - b.place);
}

const NOT_KNOWN: readonly PaymentStatus[] = ["created", "processing", "unknown"];

/** What is charged now: parts without a claim, in order, up to the first one whose outcome nobody knows. */
export function partsToCharge<P extends { standing: PartStanding }>(ordered: readonly P[]): P[] {
  const stopAt = ordered.findIndex(({ standing }) => standing !== null && NOT_KNOWN.includes(standing.status));
  const reachable = stopAt === -1 ? ordered : ordered.slice(0, stopAt);
  return reachable.filter(({ standing }) => standing === null || !holdsClaim(standing.status));
}

/** Whether the part after this one may be charged: only when this one's money is there. */
export function mayGoOn(charge: PartCharge): boolean {
  return stateOf(charge) === "taken";
}

function stateOf(charge: PartCharge): CartPartResult["state"] {
  switch (charge.kind) {
    case "approved":
    case "pending":
      return "taken";
    case "requires_action":
      return "action";
    case "unknown":
      return "checking";
    case "in_progress":
      return NOT_KNOWN.includes(charge.status) ? "checking" : "taken";
    default:
      return charge.kind;
  }
}

export function resultOfPart(part: CartPart, charge: PartCharge): CartPartResult {
  return {
    ...part,
    state: stateOf(charge),
    paymentId: "paymentId" in charge ? charge.paymentId || null : null,
    receiptToken: "receiptToken" in charge ? charge.receiptToken : null,
    declineCode: charge.kind === "declined" ? charge.declineCode : "",
    challengeUrl: charge.kind === "requires_action" ? charge.challengeUrl : "",
  };
}

export function resultOfCart(cartId: string, parts: CartPartResult[]): CartResult {
  const taken = parts.filter(({ state }) => state === "taken").length;
  const isOpen = parts.some(({ state }) => state === "checking" || state === "action");
  if (isOpen) return { cartId, outcome: "open", parts };
  if (taken === parts.length) return { cartId, outcome: "all", parts };
  return { cartId, outcome: taken > 0 ? "some" : "none", parts };
}

/**
 * How typed tokens reach the open parts. A one-time token can be charged once, so that one for several parts is kept at the gateway
 * first; that works only where their accounts are one account there. `sharesGateway` says so of ids of merchant accounts.
 */
export function planTyped(
  { tokens }: Extract<CartMethod, { kind: "typed" }>,
  open: readonly Pick<CartPart, "accountId">[],
  sharesGateway: (accountIds: readonly string[]) => boolean,
): { ok: true; keep: string[] } | { ok: false; refusal: "cart_method_missing" | "cart_needs_two_methods" } {
  const accounts = new Map<string, string[]>();
  for (const { accountId } of open) {
    const token = tokens[accountId];
    if (!token) return { ok: false, refusal: "cart_method_missing" };
    accounts.set(token, [...(accounts.get(token) ?? []), accountId]);
  }
  const shared = [...accounts].filter(([, accountIds]) => accountIds.length > 1);
  if (shared.some(([, accountIds]) => !sharesGateway(accountIds)))
    return { ok: false, refusal: "cart_needs_two_methods" };
  return { ok: true, keep: shared.map(([token]) => token) };
}

/** The sentence for a part, as a key of the catalogue `carts.said`: which part, and what became of it. */
export type CartSentence = `${CartKind}.${CartPartResult["state"]}`;

/** One sentence for each part: "$500.00 to trust was taken. $300.00 for invoice 204118 was declined: nothing was taken for it." */
export function sentencesOf(result: CartResult): { key: CartSentence; part: CartPartResult }[] {
  return result.parts.map((part) => ({ key: `${part.kind}.${part.state}` as const, part }));
}
