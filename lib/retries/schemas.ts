import { z } from "zod";
import { MAX_RETRIES, RETRY_SPAN_DAYS, type RetryPolicy } from "./model";

const days = z
  .int({ error: "retry_days_invalid" })
  .min(1, "retry_days_invalid")
  .max(RETRY_SPAN_DAYS, "retry_days_invalid");

const waitDays = z
  .array(days)
  .max(MAX_RETRIES, "retries_too_many")
  .refine((list) => list.reduce((sum, day) => sum + day, 0) <= RETRY_SPAN_DAYS, "retry_span_too_long");

/** The form of the settings screen. */
export const RetryPolicyInput = z
  .object({ isOn: z.boolean(), waitDays })
  .refine(({ isOn, waitDays: list }) => !isOn || list.length > 0, { path: ["waitDays"], message: "retries_missing" });
export type RetryPolicyInput = z.infer<typeof RetryPolicyInput>;

/** The firm's column; all of it, or it is not read. */
export const RetryColumn: z.ZodType<RetryPolicy> = z.object({ isOn: z.boolean(), waitDays });
