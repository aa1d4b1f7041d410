import { and, eq } from "drizzle-orm";
import { cartParts, carts } from "@/db/schema/carts";
import { appendAudit } from "@/lib/audit/append-audit";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { CART_KINDS, type CartKind, type CartPart } from "./model";
import type { PlaceCartInput } from "./schemas";

/**
 * Writes down what is asked for together, before anything is charged: operating and trust apart, each to an account of its kind, both
 * in one currency. The same request twice is one cart. The caller has asked for the permission.
 * @throws AppError invalid_input (account_unknown, account_wrong_kind, cart_currencies_differ, trust_needs_matter),
 * idempotency_key_reused
 */
export async function placeCart(ctx: Ctx, input: PlaceCartInput): Promise<{ cartId: string }> {
  return inFirm(ctx, async (tx) => {
    const accounts = await listMerchantAccounts(ctx, tx);
    const parts = CART_KINDS.flatMap((kind) => partOf(kind, input, accounts));
    const [first, second] = parts;
    if (!first) throw new AppError("invalid_input", { reason: "cart_empty" });
    if (second && second.currency !== first.currency)
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
    const amounts = Object.fromEntries(parts.map(({ kind, amountCents }) => [`${kind}Cents`, amountCents]));
    await appendAudit(ctx, tx, {
      action: "cart.placed",
      objectType: "cart",
      objectId: cartId,
      detail: { ...amounts, currency: cart.currency, source },
    });
    return { cartId };
  });
}

function partOf(kind: CartKind, input: PlaceCartInput, accounts: readonly MerchantAccountView[]): CartPart[] {
  const asked = input[kind];
  if (!asked) return [];
  const account = accounts.find(({ id }) => id === asked.accountId);
  const path = `${kind}.accountId`;
  const refuse = (reason: string) => new AppError("invalid_input", { reason, fields: [{ path, message: reason }] });
  if (!account) throw refuse("account_unknown");
  if (account.kind !== kind) throw refuse("account_wrong_kind");
  return [{ kind, ...asked, currency: account.currency }];
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
        (one) => one.kind === part.kind && one.accountId === part.accountId && one.amountCents === part.amountCents,
      ),
    );
  const cartId = rows[0]?.cartId;
  if (!isSame || !cartId) throw new AppError("idempotency_key_reused");
  return cartId;
}
