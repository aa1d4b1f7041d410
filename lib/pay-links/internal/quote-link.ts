import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { type Quote, quoteSurcharge } from "@/lib/surcharges/check-agreed-total";
import { lockLink } from "./load";

/** What surcharge a typed method bears on a link. Moves no money. @throws AppError not_found, upstream_unavailable */
export async function quoteLink(
  ctx: Ctx,
  linkId: string,
  { methodToken }: { methodToken: string },
): Promise<Quote & { amountCents: number; currency: string; firmName: string }> {
  const { link, firm } = await inFirm(ctx, async (tx) => ({
    link: await lockLink(ctx, tx, linkId),
    firm: await getFirm(ctx, tx),
  }));
  const { amountCents, currency } = link;
  return { ...(await quoteSurcharge(ctx, link, methodToken)), amountCents, currency, firmName: firm.name };
}
