"use server";

import { z } from "zod";
import { answerCharge } from "@/app/_components/paying/charge-answer";
import { quoteTexts } from "@/app/_components/paying/surcharge-texts";
import { payAction } from "@/lib/http/pay-action";
import { completeLinkAction } from "@/lib/pay-links/complete-link-action";
import { findLinkSurcharge } from "@/lib/pay-links/find-link-surcharge";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { QuoteInput } from "@/lib/surcharges/schemas";

export const payLinkAction = payAction({
  kind: "pay_link",
  input: PayLinkPayment,
  verb: async (ctx, linkId, input) => answerCharge(await payLink(ctx, linkId, input)),
});

/** Moves no money: what the typed card costs beyond the amount, before it is charged. */
export const quoteSurchargeAction = payAction({
  kind: "pay_link",
  input: QuoteInput,
  verb: async (ctx, linkId, input) => quoteTexts(await findLinkSurcharge(ctx, linkId, input), input.locale),
});

export const completeChallengeAction = payAction({
  kind: "pay_link",
  input: z.null(),
  verb: async (ctx, linkId) => answerCharge(await completeLinkAction(ctx, linkId)),
});
