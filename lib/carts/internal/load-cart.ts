import { and, eq } from "drizzle-orm";
import { cartParts, carts } from "@/db/schema/carts";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import { isPaymentSource } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { Cart, CartPart, PartStanding } from "../model";
import { obligationOfPart } from "../rules";

/** @throws AppError not_found */
export async function loadCart(ctx: Ctx, tx: Tx, cartId: string): Promise<Cart> {
  const rows = await tx
    .select({ cart: carts, part: cartParts })
    .from(carts)
    .innerJoin(cartParts, and(eq(cartParts.firmId, carts.firmId), eq(cartParts.cartId, carts.id)))
    .where(and(eq(carts.firmId, ctx.firmId), eq(carts.id, cartId)));
  const cart = rows[0]?.cart;
  if (!cart) throw new AppError("not_found", { reason: "cart_unknown" });
  const { source } = cart;
  invariant(isPaymentSource(source), `source ${source} of a cart is known`);
  const { id, currency, payerId, payerName, receiptEmails, locale } = cart;
  const parts = rows.map(({ part: { firmId: _firm, cartId: _cart, ...part } }): CartPart => part);
  return { id, source, currency, payerId, payerName, receiptEmails, locale, parts };
}

/** What became of a part so far. */
export async function standingOfPart(ctx: Ctx, tx: Tx, cartId: string, part: CartPart): Promise<PartStanding> {
  return findLastAttempt(ctx, tx, obligationOfPart(cartId, part));
}
