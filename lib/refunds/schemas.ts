import { z } from "zod";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";

/** Amount in minor units; `requestKey` is of the dialog or request, so that the same request twice is one refund. */
export const RefundInput = z.object({
  paymentId: z.string().min(1).max(60),
  amountCents: z.int({ error: "amount_invalid" }).min(1, "amount_too_small").max(MAX_AMOUNT_CENTS, "amount_above_rest"),
  reason: z.string().trim().max(300).default(""),
  requestKey: z.string().min(8).max(200),
});
export type RefundInput = z.infer<typeof RefundInput>;
