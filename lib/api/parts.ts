import { z } from "zod";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";

/** Building stones of the API's schemas. Every message is a sentence that says what is expected. */

/** Integer minor units of the currency beside it. */
export const amountCents = z
  .int({ error: "Write a whole number of cents: 125000 is $1,250.00." })
  .min(1, "Write 1 cent or more.")
  .max(MAX_AMOUNT_CENTS, `Write ${MAX_AMOUNT_CENTS} cents or less.`)
  .meta({ description: "Minor units: 125000 is $1,250.00.", example: 125000 });

/** The same in answers, where 0 may stand. */
export const cents = z.int().meta({ description: "Minor units of `currency`." });

export const calendarDate = z.iso
  .date({ error: "Write a calendar date such as 2026-10-31." })
  .refine((text) => text >= "1900-01-01" && text < "2200-01-01", "Write a date from 1900 to 2199.")
  .meta({ description: "ISO 8601 calendar date.", example: "2026-12-31" });

export const instant = z.string().meta({ format: "date-time", description: "UTC.", example: "2026-11-21T14:03:12Z" });

/** A text of at most so many characters, trimmed. */
export function shortText(longest: number) {
  return z
    .string({ error: `Write a text of at most ${longest} characters.` })
    .trim()
    .max(longest, `Write at most ${longest} characters.`);
}

/** The same, of which absent, null and "" are one. */
export function optionalText(longest: number) {
  return shortText(longest)
    .nullish()
    .transform((text) => text ?? "");
}

export const listQuery = {
  limit: z.coerce
    .number({ error: "Write a number from 1 to 200." })
    .int("Write a whole number from 1 to 200.")
    .min(1, "Write a number from 1 to 200.")
    .max(200, "Write a number from 1 to 200.")
    .default(50)
    .meta({ description: "How many at once, 1 to 200." }),
  cursor: z
    .string({ error: "Write the `nextCursor` of an earlier answer, unchanged." })
    .max(2_000, "Write the `nextCursor` of an earlier answer, unchanged.")
    .optional()
    .meta({ description: "The `nextCursor` of the answer before." }),
};

/** A page of a list: `nextCursor` is null on the last. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** An instant as the API writes it, to the second. */
export function instantText(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, "Z");
}

export function instantTextOrNull(at: Date | null): string | null {
  return at ? instantText(at) : null;
}
