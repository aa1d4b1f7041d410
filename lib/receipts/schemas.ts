import { z } from "zod";

/** As many as a payment may name. */
const MOST_EMAILS = 20;

/** Addresses may differ from the first ones; `requestKey` makes the same press one mail. */
export const ResendReceiptInput = z.object({
  paymentId: z.string().min(1).max(60),
  emails: z
    .array(z.email({ error: "email_invalid" }).max(254, "email_invalid"))
    .min(1, "request_email_missing")
    .max(MOST_EMAILS, "emails_too_many"),
  requestKey: z.string().min(8).max(200),
});
export type ResendReceiptInput = z.infer<typeof ResendReceiptInput>;
