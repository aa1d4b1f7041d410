import { isMoneyFrozen } from "@/lib/firms/is-money-frozen";
import type { ChargeUse } from "@/lib/gateways/port";
import { chargePayment } from "@/lib/payments/charge-payment";
import type { ChargeResult } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { allowParts, type LeaveOfParts } from "./internal/allow-parts";
import { keepForCart, openAccounts } from "./internal/keep-for-cart";
import { loadCart, standingOfPart } from "./internal/load-cart";
import type { Cart, CartKind, CartMethod, CartPart, CartPartResult, CartResult, PartStanding } from "./model";
import { mayGoOn, obligationOfPart, orderOfParts, partsToCharge, planTyped, resultOfCart, resultOfPart } from "./rules";

type Options = {
  cartId: string;
  method: CartMethod;
  /** Which part is charged first; trust unless said otherwise (T13). */
  first?: CartKind;
};

type Standing = CartPart & { standing: PartStanding };

/**
 * Charges the open parts of a cart, one after the other, and says of each what became of it. A part that does not go through stops the
 * next one. Safe to call again, at once or after a crash: what was taken is left alone, what was not is tried again alone. The caller
 * has asked for the permission, or holds the payer's token.
 * @throws AppError not_found, invalid_input (cart_method_missing, cart_needs_two_methods), refused (method_not_accepted,
 * authorization_missing, method_not_active), upstream_unavailable, money_frozen
 */
export async function payCart(ctx: Ctx, { cartId, method, first }: Options): Promise<CartResult> {
  const { cart, parts } = await readCart(ctx, cartId, first);
  const open = partsToCharge(parts);
  // Each claim asks again; but before it a method would be kept at the gateway, for nothing.
  if (open.length > 0 && (await isMoneyFrozen(ctx))) throw new AppError("money_frozen");
  const means = await prepareMeans(ctx, cart, open, method);
  const results: CartPartResult[] = [];
  let goesOn = true;
  for (const part of parts) {
    const isOpen = open.includes(part);
    const charge = isOpen && goesOn ? await chargePart(ctx, cart, part, means) : chargeBefore(part);
    goesOn &&= mayGoOn(charge);
    results.push(resultOfPart(part, charge));
  }
  const result = resultOfCart(cartId, results);
  // A charge that is not known may have to be sent again, with this very method.
  if (means.kind === "given" && result.outcome !== "open") await means.letGo?.();
  return result;
}

async function readCart(ctx: Ctx, cartId: string, first?: CartKind): Promise<{ cart: Cart; parts: Standing[] }> {
  return inFirm(ctx, async (tx) => {
    const cart = await loadCart(ctx, tx, cartId);
    const parts: Standing[] = [];
    for (const part of orderOfParts(cart.parts, first))
      parts.push({ ...part, standing: await standingOfPart(ctx, tx, cartId, part) });
    return { cart, parts };
  });
}

/** Of a part that is not charged now: what its last attempt says, or that it waits. */
function chargeBefore({ standing }: Standing): ChargeResult | { kind: "waiting" } {
  return standing && holdsClaim(standing.status) ? { kind: "in_progress", ...standing } : { kind: "waiting" };
}

type PartMeans = { methodToken: string; use: ChargeUse; customerRef: string; savedMethodId?: string };

/** What is charged for each part; or why nothing can be, in the form of an answer to the first one. */
type Means =
  | { kind: "given"; of: (kind: CartKind) => PartMeans | null; leaves: LeaveOfParts; letGo?: () => Promise<void> }
  | { kind: "declined"; declineCode: string }
  | { kind: "requires_action"; challengeUrl: string };

async function prepareMeans(ctx: Ctx, cart: Cart, open: readonly CartPart[], method: CartMethod): Promise<Means> {
  const leaves = await allowParts(ctx, open, method);
  if (method.kind === "saved") {
    const of = (kind: CartKind) => {
      const saved = method.methods[kind];
      return saved ? { ...saved, methodToken: saved.storedToken } : null;
    };
    return { kind: "given", of, leaves };
  }
  const { first, isOne } = await openAccounts(ctx, open);
  const kinds = open.map(({ kind }) => kind);
  const plan = planTyped(method, kinds, isOne);
  if (!plan.ok) throw new AppError("invalid_input", { reason: plan.refusal });
  if (plan.keep === null || first === null) {
    const of = (kind: CartKind): PartMeans | null => {
      const methodToken = method.tokens[kind];
      return methodToken ? { methodToken, use: "present", customerRef: "" } : null;
    };
    return { kind: "given", of, leaves };
  }
  const kept = await keepForCart(ctx, cart, first, plan.keep);
  // Keeping moves no money: nothing was taken for either part.
  if (kept.kind === "unknown") throw new AppError("upstream_unavailable");
  if (kept.kind === "declined") return { kind: "declined", declineCode: kept.code };
  if (kept.kind === "requires_action") return kept;
  const { storedToken: methodToken, customerRef } = kept.method;
  const of = (): PartMeans => ({ methodToken, customerRef, use: "stored_present" });
  return { kind: "given", of, leaves, letGo: kept.letGo };
}

async function chargePart(ctx: Ctx, cart: Cart, part: CartPart, means: Means): Promise<ChargeResult> {
  if (means.kind !== "given") return { ...means, paymentId: "" };
  const given = means.of(part.kind);
  if (!given) throw new AppError("invalid_input", { reason: "cart_method_missing" });
  const { methodToken, use, customerRef, savedMethodId } = given;
  const { accountId, amountCents, currency, invoiceNumber, clientRef, matterRef } = part;
  const { source, payerId, payerName, receiptEmails, locale } = cart;
  return chargePayment(ctx, {
    obligation: obligationOfPart(cart.id, part.kind),
    methodToken,
    prepare: async () => ({
      ...{ source, payerId, payerName, receiptEmails, locale },
      ...{ accountId, amountCents, currency, invoiceNumber, clientRef, matterRef },
      linkId: null,
      authorizationText: means.leaves.get(part.kind) ?? "",
      chargeUse: use,
      customerRef,
      ...(savedMethodId ? { savedMethodId } : {}),
      cartId: cart.id,
    }),
  });
}
