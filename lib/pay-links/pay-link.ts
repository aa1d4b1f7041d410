import { chargePayment } from "@/lib/payments/charge-payment";
import type { ChargeResult } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { lockLink } from "./internal/load";
import { decideLinkPayment, obligationOfLink } from "./rules";
import type { PayLinkPayment } from "./schemas";

/**
 * A client pays a link. Amount, account and references come from the link alone. Two tabs, two people, a double click: the link's
 * claim lets one of them through.
 * @throws AppError refused (link_paid, link_cancelled, link_expired), money_frozen
 */
export async function payLink(ctx: Ctx, linkId: string, input: PayLinkPayment): Promise<ChargeResult> {
  return chargePayment(ctx, {
    obligation: obligationOfLink(linkId),
    methodToken: input.methodToken,
    prepare: async (tx) => {
      const link = await lockLink(ctx, tx, linkId);
      const decision = decideLinkPayment(link, ctx.clock.now());
      if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
      return {
        source: link.source,
        accountId: link.accountId,
        amountCents: link.amountCents,
        currency: link.currency,
        payerId: link.payerId,
        payerName: link.recipientName || input.receiptEmail,
        receiptEmails: input.receiptEmail ? [input.receiptEmail] : [],
        linkId: link.id,
        invoiceNumber: link.invoiceNumber,
        clientRef: link.clientRef,
        matterRef: link.matterRef,
        locale: link.locale,
        authorizationText: input.authorizationText,
      };
    },
  });
}
