import { z } from "zod";
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

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(name);
}
