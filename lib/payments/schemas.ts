import { z } from "zod";
import { PAYMENT_SOURCES, PAYMENT_STATUSES } from "./model";

/** Several values as `a,b` (address bar, API) or as an array. */
function listOf<T extends string>(values: readonly T[]) {
  const one = z.enum(values as [T, ...T[]]);
  return z
    .union([
      z.array(one),
      z
        .string()
        .transform((text) => text.split(",").filter((part) => part !== ""))
        .pipe(z.array(one)),
    ])
    .default([]);
}

// The database knows no year 0.
const isoDate = z.iso.date({ error: "date_invalid" }).refine((text) => !text.startsWith("0000"), "date_invalid");

/** Filters of Payment Manager, as they stand in the address bar and in the API's query. Dates are days in the firm's time zone. */
export const PaymentFilter = z.object({
  q: z.string().trim().max(120).default(""),
  status: listOf(PAYMENT_STATUSES),
  source: listOf(PAYMENT_SOURCES),
  account: z.string().max(120).default(""),
  from: z.union([z.literal(""), isoDate]).default(""),
  to: z.union([z.literal(""), isoDate]).default(""),
  minCents: z.coerce.number().int().min(0).nullish(),
  maxCents: z.coerce.number().int().min(0).nullish(),
  cursor: z.string().max(200).nullish(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PaymentFilter = z.infer<typeof PaymentFilter>;

export const CheckPaymentInput = z.object({ paymentId: z.string().min(1).max(60) });
export type CheckPaymentInput = z.infer<typeof CheckPaymentInput>;
