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

const requestId = z.string().regex(/^rrq_[0-9a-z_]{1,60}$/);

/** The second person's yes; a note may stand beside it. */
export const ApproveRefundInput = z.object({
  requestId,
  note: z.string().trim().max(500, "text_too_long").default(""),
});
export type ApproveRefundInput = z.infer<typeof ApproveRefundInput>;

/** A no says why: whoever asked reads it. */
export const DeclineRefundInput = z.object({
  requestId,
  note: z.string().trim().min(3, "decline_note_missing").max(500, "text_too_long"),
});
export type DeclineRefundInput = z.infer<typeof DeclineRefundInput>;

export const CancelRefundRequestInput = z.object({ requestId });
export type CancelRefundRequestInput = z.infer<typeof CancelRefundRequestInput>;
