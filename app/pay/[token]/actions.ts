"use server";

import { z } from "zod";
import { payAction } from "@/lib/http/pay-action";
import { completeLinkAction } from "@/lib/pay-links/complete-link-action";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";

export const payLinkAction = payAction({ kind: "pay_link", input: PayLinkPayment, verb: payLink });

export const completeChallengeAction = payAction({
  kind: "pay_link",
  input: z.null(),
  verb: (ctx, linkId) => completeLinkAction(ctx, linkId),
});
