import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { type Quote, quoteSurcharge } from "@/lib/surcharges/check-agreed-total";
import { lockLink } from "./load";
import { paidAmountOf } from "./paid-amount";

/**
 * What surcharge a typed method bears on a link, or on the part of it that is to be paid. Moves no money.
 * @throws AppError not_found, refused (part_not_allowed, part_out_of_bounds), upstream_unavailable
 */
export async function quoteLink(
  ctx: Ctx,
  linkId: string,
  { methodToken, partCents }: { methodToken: string; partCents?: number | undefined },
): Promise<Quote & { amountCents: number; currency: string; firmName: string }> {
  const { link, firm, amountCents } = await inFirm(ctx, async (tx) => {
    const found = await lockLink(ctx, tx, linkId);
    const itsFirm = await getFirm(ctx, tx);
    return { link: found, firm: itsFirm, amountCents: await paidAmountOf(ctx, tx, found, itsFirm, partCents) };
  });
  const quote = await quoteSurcharge(ctx, { ...link, amountCents }, methodToken);
  return { ...quote, amountCents, currency: link.currency, firmName: firm.name };
}
