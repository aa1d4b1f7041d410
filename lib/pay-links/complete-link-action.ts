import { completeAction } from "@/lib/payments/complete-action";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import type { ChargeResult } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { obligationOfLink } from "./rules";

/** The payer of a link has answered the bank's challenge. @throws AppError not_found when the link has no attempt */
export async function completeLinkAction(ctx: Ctx, linkId: string): Promise<ChargeResult> {
  const attempt = await inFirm(ctx, (tx) => findLastAttempt(ctx, tx, obligationOfLink(linkId)));
  if (!attempt) throw new AppError("not_found", { reason: "link_unknown" });
  return completeAction(ctx, attempt.paymentId);
}
