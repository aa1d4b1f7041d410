"use server";

import { z } from "zod";
import { payAction } from "@/lib/http/pay-action";
import { completeLinkAction } from "@/lib/pay-links/complete-link-action";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { answerCharge } from "./_components/charge-answer";

export const payLinkAction = payAction({
  kind: "pay_link",
  input: PayLinkPayment,
  verb: async (ctx, linkId, input) => answerCharge(await payLink(ctx, linkId, input)),
});

export const completeChallengeAction = payAction({
  kind: "pay_link",
  input: z.null(),
  verb: async (ctx, linkId) => answerCharge(await completeLinkAction(ctx, linkId)),
});
