import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { loadCart, standingOfPart } from "./internal/load-cart";
import type { Cart, CartKind, CartPart, PartStanding } from "./model";
import { orderOfParts } from "./rules";

export type StandingPart = CartPart & { standing: PartStanding };

type Options = { first?: CartKind | undefined; tx?: Tx };

/** How the parts of a cart stand, without charging anything; within a transaction if one is open. @throws AppError not_found */
export async function readCart(
  ctx: Ctx,
  cartId: string,
  { first, tx }: Options = {},
): Promise<{ cart: Cart; parts: StandingPart[] }> {
  return tx ? readIn(ctx, tx, cartId, first) : inFirm(ctx, (begun) => readIn(ctx, begun, cartId, first));
}

async function readIn(
  ctx: Ctx,
  tx: Tx,
  cartId: string,
  first?: CartKind,
): Promise<{ cart: Cart; parts: StandingPart[] }> {
  const cart = await loadCart(ctx, tx, cartId);
  const parts: StandingPart[] = [];
  for (const part of orderOfParts(cart.parts, first))
    parts.push({ ...part, standing: await standingOfPart(ctx, tx, cartId, part) });
  return { cart, parts };
}
