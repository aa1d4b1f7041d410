import { z } from "zod";
import { LOCALES } from "@/lib/i18n/model";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { STATES, type SurchargeSettings } from "./model";

const day = z.union([z.literal(""), z.iso.date({ error: "date_invalid" })]);
const rate = z
  .int({ error: "surcharge_rate_invalid" })
  .min(0, "surcharge_rate_invalid")
  .max(1_000, "surcharge_rate_too_high");

const shape = {
  isEnabled: z.boolean(),
  rateBasisPoints: rate,
  costBasisPoints: rate,
  state: z.union([z.literal(""), z.enum(STATES)]),
  noticeDate: day,
  disclosure: z.string().trim().max(300, "text_too_long"),
  evidence: z.string().trim().max(300, "text_too_long"),
};

/** The form of the settings screen. Rates in basis points. */
export const SurchargeInput = z.object(shape);
export type SurchargeInput = z.infer<typeof SurchargeInput>;

/** The firm's column; all of it, or it is not read. */
export const SurchargeColumn: z.ZodType<SurchargeSettings> = z.object(shape);

/** What is to be paid of it, where the payer may choose. */
const partCents = z.int().min(1).max(MAX_AMOUNT_CENTS).optional();

/** What the public page sends before a payment that may bear a surcharge. */
export const QuoteInput = z.object({ methodToken: z.string().min(8).max(500), locale: z.enum(LOCALES), partCents });
export type QuoteInput = z.infer<typeof QuoteInput>;
