import { writePdf } from "@/lib/documents/write-pdf";
import { getFirm } from "@/lib/firms/queries";
import type { Locale } from "@/lib/i18n/model";
import { getPayment } from "@/lib/payments/get-payment";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { composeEvidence } from "./internal/compose-evidence";
import { loadEvidence } from "./internal/load-evidence";

/** Everything the firm holds that shows a payment was meant, as one PDF for the bank. @throws AppError forbidden, not_found */
export async function writeEvidencePack(
  ctx: Ctx,
  { paymentId, locale }: { paymentId: string; locale: Locale },
): Promise<{ fileName: string; bytes: Uint8Array }> {
  requirePermission(ctx, "payments.view");
  const payment = await getPayment(ctx, paymentId);
  const { stored, firm } = await inFirm(ctx, async (tx) => ({
    stored: await loadEvidence(ctx, tx, paymentId),
    firm: await getFirm(ctx, tx),
  }));
  const bytes = await writePdf(composeEvidence({ payment, stored, firm, locale, at: ctx.clock.now() }));
  return { fileName: `evidence-${payment.number}.pdf`, bytes };
}
