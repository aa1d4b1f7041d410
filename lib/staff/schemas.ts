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

/** A user's own choices. An empty scheme follows the device; an empty density is the normal row height. */
export const ProfileInput = z.object({
  name: z.string().trim().min(1, "own_name_missing").max(120, "text_too_long"),
  locale: z.enum(LOCALES),
  theme: z.enum(["", ...THEMES]),
  density: z.enum(["", ...DENSITIES]),
});
export type ProfileInput = z.infer<typeof ProfileInput>;

export const MIN_PASSWORD_LENGTH = 12;
/** Long enough for any phrase, short enough that hashing it stays cheap. */
const MAX_PASSWORD_LENGTH = 200;

export const ChangePasswordInput = z.object({
  currentPassword: z.string().min(1, "password_current_missing").max(MAX_PASSWORD_LENGTH, "password_too_long"),
  newPassword: z.string().min(MIN_PASSWORD_LENGTH, "password_too_short").max(MAX_PASSWORD_LENGTH, "password_too_long"),
});
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;
