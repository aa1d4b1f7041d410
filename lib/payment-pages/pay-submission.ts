import { requireCaptcha } from "@/lib/captcha/require-captcha";
import { getFirm } from "@/lib/firms/queries";
import { checkAcceptedKind } from "@/lib/merchant-accounts/check-accepted-kind";
import { chargePayment } from "@/lib/payments/charge-payment";
import { chargeWithProofs, type Proofs } from "@/lib/payments/charge-with-proofs";
import { checkWantedKind } from "@/lib/payments/check-typed-kind";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import type { ChargeResult } from "@/lib/payments/model";
import { keepDebitAuthorization } from "@/lib/payments/write-debit-authorization";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { checkAgreedTotal } from "@/lib/surcharges/check-agreed-total";
import { takeStock } from "./internal/items";
import { keepPostingLine } from "./internal/keep-posting-line";
import { loadPage, lockSubmission, type StoredPage, type StoredSubmission } from "./internal/load";
import { quoteSubmission } from "./internal/quote-submission";
import { decideSubmissionPayment, obligationOfSubmission } from "./rules";
import type { PaySubmissionInput } from "./schemas";

/**
 * A visitor pays what they filled in. Amount, account and references come from what is kept, nothing of it from the browser; a double
 * click, a second tab or the back button meets the claim of the submission. With a surcharge the total is the one that was shown.
 * @throws AppError refused (submission_paid, submission_replaced, submission_expired, page_withdrawn, method_not_accepted, authorization_missing,
 * surcharge_unseen, surcharge_changed, items_sold_out, captcha_missing and the others of checkCaptcha), money_frozen, upstream_unavailable
 */
export async function paySubmission(ctx: Ctx, submissionId: string, input: PaySubmissionInput): Promise<ChargeResult> {
  const { agreedTotalCents: totalCents } = input;
  // The card itself decides, and only the gateway knows it: asked before the claim, since no call to it may happen inside.
  const agreed =
    totalCents === undefined ? null : { totalCents, quote: await quoteSubmission(ctx, submissionId, input) };
  const captcha = { refId: submissionId, answer: input.captcha ?? "", passesUnanswered: false };
  return chargeWithProofs(ctx, { ...input, captcha }, (proofs) =>
    chargeSubmission(ctx, submissionId, { ...input, ...proofs, agreed }),
  );
}

type Typed = PaySubmissionInput & Proofs & { agreed: Parameters<typeof checkAgreedTotal>[3] };

function chargeSubmission(ctx: Ctx, submissionId: string, input: Typed): Promise<ChargeResult> {
  const obligation = obligationOfSubmission(submissionId);
  return chargePayment(ctx, {
    obligation,
    methodToken: input.methodToken,
    prepare: async (tx) => {
      const submission = await lockSubmission(ctx, tx, submissionId);
      const lastAttempt = (await findLastAttempt(ctx, tx, obligation))?.status ?? null;
      const decision = decideSubmissionPayment({ ...submission, lastAttempt }, ctx.clock.now());
      if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
      const { page, account } = await loadPage(ctx, tx, submission.pageId);
      if (page.status !== "published") throw new AppError("refused", { reason: "page_withdrawn" });
      requireCaptcha(page.captcha, input.isCaptchaPassed);
      await takeStock(ctx, tx, submissionId);
      const { accountId, amountCents } = submission;
      const firm = await getFirm(ctx, tx);
      checkWantedKind(page.methods, { accountId, said: input.methodKind, proven: input.provenKind });
      await checkAcceptedKind(ctx, tx, accountId, input.methodKind);
      // Where only cards are taken there is no way around a surcharge, so that none is borne (S7).
      const surchargeCents =
        page.methods === "card" ? 0 : await checkAgreedTotal(ctx, tx, { accountId, amountCents }, input.agreed);
      if (page.makesPosting) await keepPostingLine(ctx, tx, submission, account.kind);
      return {
        ...factsOf(page, submission),
        amountCents: amountCents + surchargeCents,
        surchargeCents,
        receiptEmails: input.receiptEmail ? [input.receiptEmail] : [],
        authorizationText: keepDebitAuthorization(ctx, input, { ...submission, firm }),
      };
    },
  });
}

function factsOf(page: StoredPage, submission: StoredSubmission) {
  const { accountId, currency, payerName, invoiceNumber, clientRef, matterRef, locale } = submission;
  const { customFields, title, phone, message, billingAddress } = submission;
  return {
    ...{ source: "payment_page" as const, accountId, currency, payerName, invoiceNumber, clientRef, matterRef, locale },
    ...{ payerId: null, linkId: null, customFields, billingAddress },
    note: [page.name, title, phone, message].filter((part) => part !== "").join("\n"),
  };
}
