import { z } from "zod";

export const VoidInput = z.object({
  paymentId: z.string().min(1).max(60),
  reason: z.string().trim().max(300).default(""),
});
export type VoidInput = z.infer<typeof VoidInput>;
