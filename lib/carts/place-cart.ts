import { and, eq } from "drizzle-orm";
import { cartParts, carts } from "@/db/schema/carts";
import { appendAudit } from "@/lib/audit/append-audit";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import { sumCents } from "@/lib/money/cents";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { CART_KINDS, type CartKind, type CartPart } from "./model";
import { keyOfPart } from "./rules";
import type { PlaceCartInput } from "./schemas";

/**
 * Writes down what is asked for together, before anything is charged: operating and trust apart, each to an account of its kind, all
 * in one currency. The same request twice is one cart. The caller has asked for the permission.
 * @throws AppError invalid_input (account_unknown, account_wrong_kind, cart_currencies_differ, trust_needs_matter),
 * idempotency_key_reused
 */
export async function placeCart(ctx: Ctx, input: PlaceCartInput): Promise<{ cartId: string }> {
  return inFirm(ctx, (tx) => placeCartIn(ctx, tx, input));
}

/** The same inside a transaction that is open already. */
export async function placeCartIn(ctx: Ctx, tx: Tx, input: PlaceCartInput): Promise<{ cartId: string }> {
  const parts = partsOf(input, await listMerchantAccounts(ctx, tx));
  const [first] = parts;
  if (!first) throw new AppError("invalid_input", { reason: "cart_empty" });
  if (parts.some(({ currency }) => currency !== first.currency))
    throw new AppError("invalid_input", { reason: "cart_currencies_differ" });
  const { requestKey, source, payerId, payerName, receiptEmails, locale } = input;
  const cart = { source, payerId, payerName, receiptEmails, locale, currency: first.currency };
  const made = { id: ctx.ids.next("crt"), requestKey, createdBy: actorName(ctx.actor), createdAt: ctx.clock.now() };
  const added = await tx
    .insert(carts)
    .values({ firmId: ctx.firmId, ...made, ...cart })
    .onConflictDoNothing()
    .returning({ id: carts.id });
  const cartId = added[0]?.id;
  if (!cartId) return { cartId: await findSameCart(ctx, tx, requestKey, parts) };
  await tx.insert(cartParts).values(parts.map((part) => ({ ...part, firmId: ctx.firmId, cartId })));
  const sumOf = (kind: CartKind) =>
    sumCents(parts.filter((part) => part.kind === kind).map((part) => part.amountCents));
  const amounts = Object.fromEntries(CART_KINDS.map((kind) => [`${kind}Cents`, sumOf(kind)]).filter(([, sum]) => sum));
  await appendAudit(ctx, tx, {
    action: "cart.placed",
    objectType: "cart",
    objectId: cartId,
    detail: { ...amounts, currency: cart.currency, source },
  });
  return { cartId };
}

function partsOf({ operating, trust }: PlaceCartInput, accounts: readonly MerchantAccountView[]): CartPart[] {
  const asked = [
    ...(operating ? [{ kind: "operating" as const, place: 0, ...operating }] : []),
    ...trust.map((part, place) => ({ kind: "trust" as const, place, ...part })),
  ];
  return asked.map((part) => {
    const account = accounts.find(({ id }) => id === part.accountId);
    const path = `${part.kind}.accountId`;
    const refuse = (reason: string) => new AppError("invalid_input", { reason, fields: [{ path, message: reason }] });
    if (!account) throw refuse("account_unknown");
    if (account.kind !== part.kind) throw refuse("account_wrong_kind");
    return { ...part, currency: account.currency };
  });
}

/** The cart of an earlier request with this key, if it asked for the same. */
async function findSameCart(ctx: Ctx, tx: Tx, requestKey: string, parts: readonly CartPart[]): Promise<string> {
  const rows = await tx
    .select({ cartId: carts.id, part: cartParts })
    .from(carts)
    .innerJoin(cartParts, and(eq(cartParts.firmId, carts.firmId), eq(cartParts.cartId, carts.id)))
    .where(and(eq(carts.firmId, ctx.firmId), eq(carts.requestKey, requestKey)));
  const isSame =
    rows.length === parts.length &&
    rows.every(({ part }) =>
      parts.some(
        (one) =>
          keyOfPart(one) === keyOfPart(part) &&
          one.accountId === part.accountId &&
          one.amountCents === part.amountCents,
      ),
    );
  const cartId = rows[0]?.cartId;
  if (!isSame || !cartId) throw new AppError("idempotency_key_reused");
  return cartId;
}
