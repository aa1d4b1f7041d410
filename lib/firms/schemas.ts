import { z } from "zod";
import { LOCALES } from "@/lib/i18n/model";
import { CURRENCY_CODES } from "@/lib/money/currency";
import { NewPasswordInput, SignInEmail } from "@/lib/staff/schemas";

/** The first firm of an installation and its first administrator. */
export const SetupInput = z.object({
  firmName: z.string().trim().min(1, "firm_name_missing").max(120, "text_too_long"),
  timeZone: z.string().refine(isTimeZone, "time_zone_unknown"),
  currency: z.enum(CURRENCY_CODES),
  name: z.string().trim().min(1, "own_name_missing").max(120, "text_too_long"),
  email: SignInEmail,
  password: NewPasswordInput.shape.password,
});
export type SetupInput = z.infer<typeof SetupInput>;

/** One line: a line break in a name could become a header of a mail. */
function line(most: number, missing: string) {
  return z
    .string()
    .trim()
    .min(1, missing)
    .max(most, "text_too_long")
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, "text_one_line");
}

/** What pages, mails and receipts say of the firm, and how its days and sums are counted. */
export const FirmProfileInput = z.object({
  name: line(120, "firm_name_missing"),
  addressLine: line(200, "firm_address_missing"),
  phone: line(40, "firm_phone_missing").refine((text) => /\d{3}/.test(text), "firm_phone_missing"),
  email: z
    .string()
    .trim()
    .max(254, "text_too_long")
    .pipe(z.email({ error: "email_invalid" })),
  timeZone: z.string().refine(isTimeZone, "time_zone_unknown"),
  currency: z.enum(CURRENCY_CODES, { error: "currency_unknown" }),
  locale: z.enum(LOCALES, { error: "language_unknown" }),
});
export type FirmProfileInput = z.infer<typeof FirmProfileInput>;

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(name);
}
