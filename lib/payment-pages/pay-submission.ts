import { requireCaptcha } from "@/lib/captcha/require-captcha";
import { type InvoiceLook, lookAtInvoices, requireStillOpen } from "@/lib/connect-pages/check-still-open";
import type { SystemOf } from "@/lib/connect-pages/find-open-invoices";
import { getFirm } from "@/lib/firms/queries";
import { checkAcceptedKind } from "@/lib/merchant-accounts/check-accepted-kind";
import { chargePayment } from "@/lib/payments/charge-payment";
import { chargeWithProofs, type Proofs } from "@/lib/payments/charge-with-proofs";
import { checkWantedKind } from "@/lib/payments/check-typed-kind";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import type { ChargeResult } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import { keepDebitAuthorization } from "@/lib/payments/write-debit-authorization";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { checkAgreedTotal } from "@/lib/surcharges/check-agreed-total";
import { takeStock } from "./internal/items";
import { keepPostingLine } from "./internal/keep-posting-line";
import {
  isOpen,
  loadPage,
  loadSubmission,
  lockSubmission,
  type StoredPage,
  type StoredSubmission,
} from "./internal/load";
import { quoteSubmission } from "./internal/quote-submission";
import { decideSubmissionPayment, obligationOfSubmission } from "./rules";
import type { PaySubmissionInput } from "./schemas";

/**
 * A visitor pays what they filled in. Amount, account and references come from what is kept, nothing of it from the browser; a double
 * click, a second tab or the back button meets the claim of the submission. With a surcharge the total is the one that was shown. Invoices of
 * a Connect page are asked for anew, and never take more than is open then.
 * @throws AppError refused (submission_paid, submission_replaced, submission_expired, page_withdrawn, method_not_accepted, authorization_missing,
 * surcharge_unseen, surcharge_changed, items_sold_out, invoices_changed, captcha_missing and the others of checkCaptcha), conflict
 * (balance_taken), money_frozen, upstream_unavailable (invoices_unreachable)
 */
export async function paySubmission(
  ctx: Ctx,
  submissionId: string,
  input: PaySubmissionInput,
  systemOf?: SystemOf,
): Promise<ChargeResult> {
  const { agreedTotalCents: totalCents } = input;
  const look = await lookBefore(ctx, submissionId, systemOf);
  // The card itself decides, and only the gateway knows it: asked before the claim, since no call to it may happen inside.
  const agreed =
    totalCents === undefined ? null : { totalCents, quote: await quoteSubmission(ctx, submissionId, input) };
  const captcha = { refId: submissionId, answer: input.captcha ?? "", passesUnanswered: false };
  return chargeWithProofs(ctx, { ...input, captcha }, (proofs) =>
    chargeSubmission(ctx, submissionId, { ...input, ...proofs, look, agreed }),
  );
}

/** What the matter system says of the invoices; null where none are paid, or an attempt stands that decides by itself. */
async function lookBefore(ctx: Ctx, submissionId: string, systemOf?: SystemOf): Promise<InvoiceLook | null> {
  const obligation = obligationOfSubmission(submissionId);
  const isAsked = await inFirm(ctx, async (tx) => {
    const { page } = await loadPage(ctx, tx, (await loadSubmission(ctx, tx, submissionId)).pageId);
    const attempt = await findLastAttempt(ctx, tx, obligation);
    return page.kind === "connect" && !(attempt && holdsClaim(attempt.status));
  });
  return isAsked ? lookAtInvoices(ctx, obligation, systemOf) : null;
}

/** In the claim. Who meets another's attempt is told so by the claim itself. */
async function checkInvoices(ctx: Ctx, tx: Tx, obligation: string, look: InvoiceLook | null): Promise<void> {
  const attempt = await findLastAttempt(ctx, tx, obligation);
  if (attempt && holdsClaim(attempt.status)) return;
  // The attempt that stood a moment ago was declined: nobody has looked since.
  if (!look) throw new AppError("conflict", { reason: "balance_taken" });
  await requireStillOpen(ctx, tx, obligation, look);
}

type Typed = PaySubmissionInput & Proofs & { look: InvoiceLook | null; agreed: Parameters<typeof checkAgreedTotal>[3] };

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
      if (!(await isOpen(ctx, tx, page))) throw new AppError("refused", { reason: "page_withdrawn" });
      requireCaptcha(page.captcha, input.isCaptchaPassed);
      await takeStock(ctx, tx, submissionId);
      if (page.kind === "connect") await checkInvoices(ctx, tx, obligation, input.look);
      const { accountId, amountCents } = submission;
      const firm = await getFirm(ctx, tx);
      checkWantedKind(page.methods, { accountId, said: input.methodKind, proven: input.provenKind });
      await checkAcceptedKind(ctx, tx, accountId, input.methodKind);
      // Where only cards are taken there is no way around a surcharge, so that none is borne (S7).
      const surchargeCents =
        page.methods === "card" ? 0 : await checkAgreedTotal(ctx, tx, { accountId, amountCents }, input.agreed);
      if (page.makesPosting && page.kind !== "connect") await keepPostingLine(ctx, tx, submission, account.kind);
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
