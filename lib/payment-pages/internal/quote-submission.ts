import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { type Quote, quoteSurcharge } from "@/lib/surcharges/check-agreed-total";
import { loadPage, loadSubmission } from "./load";

/** What surcharge a typed method bears on a submission. Moves no money. @throws AppError not_found, upstream_unavailable */
export async function quoteSubmission(
  ctx: Ctx,
  submissionId: string,
  { methodToken }: { methodToken: string },
): Promise<Quote & { amountCents: number; currency: string; firmName: string }> {
  const { submission, page, firm } = await inFirm(ctx, async (tx) => {
    const found = await loadSubmission(ctx, tx, submissionId);
    const { page } = await loadPage(ctx, tx, found.pageId);
    return { submission: found, page, firm: await getFirm(ctx, tx) };
  });
  const { amountCents, currency } = submission;
  // Whoever is to pay a surcharge must have a way around it (S7): where only cards are taken, none is.
  const quote =
    page.methods === "card" ? { surcharge: null, method: null } : await quoteSurcharge(ctx, submission, methodToken);
  return { ...quote, amountCents, currency, firmName: firm.name };
}
