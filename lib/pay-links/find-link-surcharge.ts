import type { Ctx } from "@/lib/platform/context";
import type { Surcharge } from "@/lib/surcharges/model";
import type { QuoteInput } from "@/lib/surcharges/schemas";
import { quoteLink } from "./internal/quote-link";

/** A surcharge with the card it falls on, so that the payer sees which one they typed; null for a method without one. */
export type LinkSurcharge = {
  amountCents: number;
  currency: string;
  firmName: string;
  surcharge: (Surcharge & { brand: string; last4: string }) | null;
};

/**
 * What the client is shown between typing a card and paying (S5). The link's token is the right to ask.
 * @throws AppError not_found, upstream_unavailable
 */
export async function findLinkSurcharge(ctx: Ctx, linkId: string, input: QuoteInput): Promise<LinkSurcharge> {
  const { surcharge, method, amountCents, currency, firmName } = await quoteLink(ctx, linkId, input);
  return { amountCents, currency, firmName, surcharge: surcharge && method ? { ...surcharge, ...method } : null };
}
