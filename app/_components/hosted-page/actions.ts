"use server";

import { z } from "zod";
import { answerCharge } from "@/app/_components/paying/charge-answer";
import { quoteTexts } from "@/app/_components/paying/surcharge-texts";
import { invoiceFormAction } from "@/lib/http/invoice-form-action";
import { pageFormAction } from "@/lib/http/page-form-action";
import { payAction } from "@/lib/http/pay-action";
import { completeSubmissionAction } from "@/lib/payment-pages/complete-submission-action";
import { findSubmissionSurcharge } from "@/lib/payment-pages/find-submission-surcharge";
import { paySubmission } from "@/lib/payment-pages/pay-submission";
import { PaySubmissionInput } from "@/lib/payment-pages/schemas";
import { QuoteInput } from "@/lib/surcharges/schemas";

export const submitPageAction = pageFormAction();

/** Of a Connect page: looks numbers up, then keeps what was ticked. */
export const submitInvoicesAction = invoiceFormAction();

export const paySubmissionAction = payAction({
  kind: "page_submission",
  input: PaySubmissionInput,
  verb: async (ctx, submissionId, input) => answerCharge(await paySubmission(ctx, submissionId, input)),
});

/** Moves no money: what the typed card costs beyond the amount, before it is charged. */
export const quoteSubmissionAction = payAction({
  kind: "page_submission",
  input: QuoteInput,
  verb: async (ctx, submissionId, input) =>
    quoteTexts(await findSubmissionSurcharge(ctx, submissionId, input), input.locale),
});

export const completeSubmissionChallengeAction = payAction({
  kind: "page_submission",
  input: z.null(),
  verb: async (ctx, submissionId) => answerCharge(await completeSubmissionAction(ctx, submissionId)),
});
