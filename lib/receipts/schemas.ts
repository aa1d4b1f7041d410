import { z } from "zod";

/** Addresses may differ from the first ones; `requestKey` makes the same press one mail. */
export const ResendReceiptInput = z.object({
  paymentId: z.string().min(1).max(60),
  emails: z
    .array(z.email({ error: "email_invalid" }).max(254))
    .min(1, "email_missing")
    .max(10),
  requestKey: z.string().min(8).max(200),
});
export type ResendReceiptInput = z.infer<typeof ResendReceiptInput>;
