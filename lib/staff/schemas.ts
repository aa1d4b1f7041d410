import { z } from "zod";
import { LOCALES } from "@/lib/i18n/model";
import { DENSITIES, THEMES } from "./model";

/** The address of a sign-in as it is stored: trimmed, lower case. */
export const SignInEmail = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: "email_invalid" }));

export const CreateAdminInput = z.object({
  email: SignInEmail,
  name: z.string().trim().min(1).max(120),
});
export type CreateAdminInput = z.infer<typeof CreateAdminInput>;

export type ProfileProblem = "own_name_missing" | "text_too_long";

/**
 * A user's own choices. An empty scheme follows the device; an empty density is the normal row height. `say` gives the sentence for a
 * problem; without it the name of the problem is the message.
 */
export function profileInput(say: (problem: ProfileProblem) => string = (problem) => problem) {
  return z.object({
    name: z.string().trim().min(1, say("own_name_missing")).max(120, say("text_too_long")),
    locale: z.enum(LOCALES),
    theme: z.enum(["", ...THEMES]),
    density: z.enum(["", ...DENSITIES]),
  });
}
export type ProfileInput = z.infer<ReturnType<typeof profileInput>>;

export const MIN_PASSWORD_LENGTH = 12;
/** Long enough for any phrase, short enough that hashing it stays cheap. */
const MAX_PASSWORD_LENGTH = 200;

export type PasswordProblem = "password_current_missing" | "password_too_short" | "password_too_long";

/** The passwords are taken as they are typed, spaces too. */
export function changePasswordInput(say: (problem: PasswordProblem) => string = (problem) => problem) {
  return z.object({
    currentPassword: z
      .string()
      .min(1, say("password_current_missing"))
      .max(MAX_PASSWORD_LENGTH, say("password_too_long")),
    newPassword: z
      .string()
      .min(MIN_PASSWORD_LENGTH, say("password_too_short"))
      .max(MAX_PASSWORD_LENGTH, say("password_too_long")),
  });
}
export type ChangePasswordInput = z.infer<ReturnType<typeof changePasswordInput>>;
