import { z } from "zod";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { ALLOCATION_ORDERS } from "./model";

/** More open items than any payment is spread over by hand, and few enough to answer at once. */
export const MAX_ALLOCATION_LINES = 2_000;

const amountCents = z.int().min(0).max(MAX_AMOUNT_CENTS);

const line = {
  id: z.string().min(1).max(200),
  date: z.iso.date().optional(),
  // A negative manual amount is let through to the rule, which refuses it with a code of its own.
  manualCents: z.int().min(-MAX_AMOUNT_CENTS).max(MAX_AMOUNT_CENTS).optional(),
};

export const allocationLineSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...line, kind: z.literal("invoice"), outstandingCents: amountCents }),
  z.strictObject({ ...line, kind: z.literal("trust"), outstandingCents: amountCents.optional() }),
]);

/** Input of the allocation preview. Unknown fields are refused: a mistyped `manualCents` would silently move money elsewhere. */
export const allocationPreviewSchema = z.strictObject({
  amountCents,
  lines: z.array(allocationLineSchema).max(MAX_ALLOCATION_LINES),
  order: z.enum(ALLOCATION_ORDERS),
});
