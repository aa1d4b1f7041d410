import { checkLinesOpen } from "@/lib/allocations/check-lines-open";
import { requireCaptcha } from "@/lib/captcha/require-captcha";
import { getFirm } from "@/lib/firms/queries";
import { checkAcceptedKind } from "@/lib/merchant-accounts/check-accepted-kind";
import { chargePayment } from "@/lib/payments/charge-payment";
import { chargeWithProofs, type Proofs } from "@/lib/payments/charge-with-proofs";
import { checkWantedKind } from "@/lib/payments/check-typed-kind";
import type { ChargeResult } from "@/lib/payments/model";
import { keepDebitAuthorization } from "@/lib/payments/write-debit-authorization";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { checkAgreedTotal } from "@/lib/surcharges/check-agreed-total";
import { lockLink } from "./internal/load";
import { paidAmountOf } from "./internal/paid-amount";
import { quoteLink } from "./internal/quote-link";
import { decideLinkPayment, obligationOfLink } from "./rules";
import type { PayLinkPayment } from "./schemas";

/**
 * A client pays a link. Account and references come from the link alone, and so does the amount, unless the firm lets its clients pay a
 * part. Two tabs, two people, a double click: the link's claim lets one of them through. Where cards may bear a surcharge, the total that
 * is charged is the one the client was shown.
 * @throws AppError refused (link_paid, link_cancelled, link_expired, lines_taken, method_not_accepted, authorization_missing,
 * part_not_allowed, part_out_of_bounds, surcharge_unseen, surcharge_changed, captcha_missing and the others of checkCaptcha), money_frozen, upstream_unavailable
 */
export async function payLink(ctx: Ctx, linkId: string, input: PayLinkPayment): Promise<ChargeResult> {
  const { agreedTotalCents: totalCents } = input;
  // The card itself decides, and only the gateway knows it: asked before the claim, since no call to it may happen inside.
  const agreed = totalCents === undefined ? null : { totalCents, quote: await quoteLink(ctx, linkId, input) };
  const captcha = { refId: linkId, answer: input.captcha ?? "", passesUnanswered: true };
  return chargeWithProofs(ctx, { ...input, captcha }, (proofs) =>
    chargeLink(ctx, linkId, { ...input, ...proofs, agreed }),
  );
}

type Typed = PayLinkPayment & Proofs & { agreed: Parameters<typeof checkAgreedTotal>[3] };

function chargeLink(ctx: Ctx, linkId: string, input: Typed): Promise<ChargeResult> {
  return chargePayment(ctx, {
    obligation: obligationOfLink(linkId),
    methodToken: input.methodToken,
    prepare: async (tx) => {
      const link = await lockLink(ctx, tx, linkId);
      const decision = decideLinkPayment(link, ctx.clock.now());
      if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
      const { accountId } = link;
      const firm = await getFirm(ctx, tx);
      requireCaptcha(firm.linkCaptcha, input.isCaptchaPassed);
      checkWantedKind(firm.linkMethods, { accountId, said: input.methodKind, proven: input.provenKind });
      await checkAcceptedKind(ctx, tx, accountId, input.methodKind);
      if (link.source === "connect_link") await checkLinesOpen(ctx, tx, obligationOfLink(linkId));
      const amountCents = await paidAmountOf(ctx, tx, link, firm, input.partCents);
      const surchargeCents = await checkAgreedTotal(ctx, tx, { accountId, amountCents }, input.agreed);
      return {
        source: link.source,
        accountId,
        amountCents: amountCents + surchargeCents,
        surchargeCents,
        currency: link.currency,
        payerId: link.payerId,
        payerName: link.recipientName || input.receiptEmail,
        receiptEmails: input.receiptEmail ? [input.receiptEmail] : [],
        linkId: link.id,
        invoiceNumber: link.invoiceNumber,
        clientRef: link.clientRef,
        matterRef: link.matterRef,
        locale: link.locale,
        authorizationText: keepDebitAuthorization(ctx, input, { ...link, amountCents, firm }),
      };
    },
  });
}
