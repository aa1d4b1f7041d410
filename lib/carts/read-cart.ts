import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { loadCart, standingOfPart } from "./internal/load-cart";
import type { Cart, CartKind, CartPart, PartStanding } from "./model";
import { orderOfParts } from "./rules";

export type StandingPart = CartPart & { standing: PartStanding };

/** How the parts of a cart stand, without charging anything. @throws AppError not_found */
export async function readCart(
  ctx: Ctx,
  cartId: string,
  first?: CartKind,
): Promise<{ cart: Cart; parts: StandingPart[] }> {
  return inFirm(ctx, async (tx) => {
    const cart = await loadCart(ctx, tx, cartId);
    const parts: StandingPart[] = [];
    for (const part of orderOfParts(cart.parts, first))
      parts.push({ ...part, standing: await standingOfPart(ctx, tx, cartId, part) });
    return { cart, parts };
  });
}
