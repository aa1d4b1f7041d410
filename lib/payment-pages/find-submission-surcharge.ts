import type { LinkSurcharge } from "@/lib/pay-links/find-link-surcharge";
import type { Ctx } from "@/lib/platform/context";
import type { QuoteInput } from "@/lib/surcharges/schemas";
import { quoteSubmission } from "./internal/quote-submission";

/**
 * What the visitor is shown between typing a card and paying (S5). The submission's token is the right to ask.
 * @throws AppError not_found, upstream_unavailable
 */
export async function findSubmissionSurcharge(
  ctx: Ctx,
  submissionId: string,
  input: QuoteInput,
): Promise<LinkSurcharge> {
  const { surcharge, method, amountCents, currency, firmName } = await quoteSubmission(ctx, submissionId, input);
  return { amountCents, currency, firmName, surcharge: surcharge && method ? { ...surcharge, ...method } : null };
}
