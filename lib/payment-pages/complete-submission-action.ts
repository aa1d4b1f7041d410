import { completeAction } from "@/lib/payments/complete-action";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import type { ChargeResult } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { obligationOfSubmission } from "./rules";

/** The visitor has answered the bank's challenge. @throws AppError not_found when nothing was tried yet */
export async function completeSubmissionAction(ctx: Ctx, submissionId: string): Promise<ChargeResult> {
  const attempt = await inFirm(ctx, (tx) => findLastAttempt(ctx, tx, obligationOfSubmission(submissionId)));
  if (!attempt) throw new AppError("not_found", { reason: "submission_unknown" });
  return completeAction(ctx, attempt.paymentId);
}
