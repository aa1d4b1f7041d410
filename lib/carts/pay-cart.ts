import type { BillingAddress } from "@/db/schema/payments";
import { isMoneyFrozen } from "@/lib/firms/is-money-frozen";
import { chargePayment } from "@/lib/payments/charge-payment";
import type { ChargeResult } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { checkAgreedTotal, type Quote } from "@/lib/surcharges/check-agreed-total";
import { allowParts } from "./internal/allow-parts";
import { type Means, prepareMeans } from "./internal/prepare-means";
import type { Cart, CartKind, CartMethod, CartPart, CartPartResult, CartResult } from "./model";
import { readCart, type StandingPart } from "./read-cart";
import { keyOfPart, mayGoOn, obligationOfPart, partsToCharge, resultOfCart, resultOfPart } from "./rules";

/** What stands with the charges beside the method. */
export type CartTerms = {
  /** In the claiming transaction of each part: throws where the cart may no longer be paid. */
  check?: (tx: Tx) => Promise<void>;
  /** For the operating part, where its card may bear a surcharge: the total that was shown, and what the card costs now. */
  agreed?: { totalCents: number; quote: Quote } | null;
  /** Staff's own record of the leave that they were given, in place of the payer's word on a page; not asked for a typed card. */
  writeLeave?: (part: CartPart, totalCents: number) => string;
  billingAddress?: BillingAddress | null;
};

type Options = {
  cartId: string;
  method: CartMethod;
  /** Which part is charged first; trust unless said otherwise (T13). */
  first?: CartKind;
  terms?: CartTerms;
};

/**
 * Charges the open parts of a cart, one after the other, and says of each what became of it. A part that does not go through stops the
 * next one. Safe to call again, at once or after a crash: what was taken is left alone, what was not is tried again alone. The caller
 * has asked for the permission, or holds the payer's token.
 * @throws AppError not_found, invalid_input (cart_method_missing, cart_needs_two_methods), refused (method_not_accepted,
 * authorization_missing, method_not_active, surcharge_unseen, surcharge_changed), upstream_unavailable, money_frozen
 */
export async function payCart(ctx: Ctx, { cartId, method, first, terms = {} }: Options): Promise<CartResult> {
  const { cart, parts } = await readCart(ctx, cartId, { first });
  const open = partsToCharge(parts);
  // Each claim asks again; but before it a method would be kept at the gateway, for nothing.
  if (open.length > 0 && (await isMoneyFrozen(ctx))) throw new AppError("money_frozen");
  const { writeLeave } = terms;
  const leaves = await allowParts(
    ctx,
    open,
    method,
    writeLeave && ((part) => writeLeave(part, part.amountCents + surchargeOf(part, terms))),
  );
  await checkTerms(ctx, open, terms);
  const means = await prepareMeans(ctx, cart, open, method);
  const results: CartPartResult[] = [];
  let goesOn = true;
  for (const part of parts) {
    const isOpen = open.includes(part);
    const leave = leaves.get(keyOfPart(part)) ?? "";
    const charge = isOpen && goesOn ? await chargePart(ctx, cart, { part, means, terms, leave }) : chargeBefore(part);
    goesOn &&= mayGoOn(charge);
    results.push(resultOfPart(part, charge));
  }
  const result = resultOfCart(cartId, results);
  // A charge that is not known may have to be sent again, with this very method.
  if (means.kind === "given" && result.outcome !== "open") await means.letGo();
  return result;
}

/** Of a part that is not charged now: what its last attempt says, or that it waits. */
function chargeBefore({ standing }: StandingPart): ChargeResult | { kind: "waiting" } {
  return standing && holdsClaim(standing.status) ? { kind: "in_progress", ...standing } : { kind: "waiting" };
}

/** Trust money never bears one. */
function surchargeOf({ kind }: CartPart, { agreed }: CartTerms): number {
  return kind === "operating" ? (agreed?.quote.surcharge?.surchargeCents ?? 0) : 0;
}

/** Each claim asks again; but a no to the operating part must not come after the trust part was taken. */
async function checkTerms(ctx: Ctx, open: readonly CartPart[], terms: CartTerms): Promise<void> {
  await inFirm(ctx, async (tx) => {
    await terms.check?.(tx);
    for (const part of open) await checkAgreedTotal(ctx, tx, part, agreedFor(part, terms));
  });
}

function agreedFor({ kind }: CartPart, { agreed }: CartTerms): NonNullable<CartTerms["agreed"]> | null {
  return kind === "operating" ? (agreed ?? null) : null;
}

type PartCharge = { part: CartPart; means: Means; terms: CartTerms; leave: string };

async function chargePart(ctx: Ctx, cart: Cart, { part, means, terms, leave }: PartCharge): Promise<ChargeResult> {
  if (means.kind !== "given") return { ...means, paymentId: "" };
  const given = means.of(part.accountId);
  if (!given) throw new AppError("invalid_input", { reason: "cart_method_missing" });
  const { methodToken, use, customerRef, savedMethodId } = given;
  const { accountId, amountCents, currency, invoiceNumber, clientRef, matterRef } = part;
  const { source, payerId, payerName, receiptEmails, locale } = cart;
  return chargePayment(ctx, {
    obligation: obligationOfPart(cart.id, part),
    methodToken,
    prepare: async (tx) => {
      await terms.check?.(tx);
      const surchargeCents = await checkAgreedTotal(ctx, tx, part, agreedFor(part, terms));
      return {
        ...{ source, payerId, payerName, receiptEmails, locale },
        ...{ accountId, currency, invoiceNumber, clientRef, matterRef, surchargeCents },
        amountCents: amountCents + surchargeCents,
        linkId: null,
        authorizationText: leave,
        chargeUse: use,
        customerRef,
        ...(savedMethodId ? { savedMethodId } : {}),
        ...(terms.billingAddress ? { billingAddress: terms.billingAddress } : {}),
        cartId: cart.id,
      };
    },
  });
}
