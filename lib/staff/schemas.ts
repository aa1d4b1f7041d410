import { z } from "zod";
import { LOCALES } from "@/lib/i18n/model";
import { sortTextsOf } from "@/lib/lists/rules";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { USER_SORTS } from "./columns";
import { BACKDROPS, DENSITIES, PERMISSIONS, THEMES, USER_STATES } from "./model";

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
 * A user's own choices. An empty scheme follows the device; an empty density is the normal row height, an empty backdrop plain paper. `say` gives the sentence for a
 * problem; without it the name of the problem is the message.
 */
export function profileInput(say: (problem: ProfileProblem) => string = (problem) => problem) {
  return z.object({
    name: z.string().trim().min(1, say("own_name_missing")).max(120, say("text_too_long")),
    locale: z.enum(LOCALES),
    theme: z.enum(["", ...THEMES]),
    density: z.enum(["", ...DENSITIES]),
    backdrop: z.enum(["", ...BACKDROPS]),
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

/** Set by a link of an invitation or a reset; typed once, because it can be shown. */
export const NewPasswordInput = z.object({
  name: z.string().trim().max(120).default(""),
  password: z.string().min(MIN_PASSWORD_LENGTH, "password_too_short").max(MAX_PASSWORD_LENGTH, "password_too_long"),
});
export type NewPasswordInput = z.infer<typeof NewPasswordInput>;

const Permissions = z.array(z.enum(PERMISSIONS)).min(1, "permissions_missing");

export const InviteUserInput = z.object({
  name: z.string().trim().min(1, "user_name_missing").max(120, "text_too_long"),
  email: SignInEmail,
  locale: z.enum(LOCALES),
  permissions: Permissions,
});
export type InviteUserInput = z.infer<typeof InviteUserInput>;

export const UserIdInput = z.object({ userId: z.string().min(1).max(60) });
export type UserIdInput = z.infer<typeof UserIdInput>;

export const ChangePermissionsInput = UserIdInput.extend({
  permissions: Permissions,
  /** What the form showed before: somebody else's change meanwhile is not overwritten. */
  before: z.array(z.enum(PERMISSIONS)),
});
export type ChangePermissionsInput = z.infer<typeof ChangePermissionsInput>;

const AccountIds = z.array(z.string().min(1).max(60)).max(500);

/** `accountIds` counts where `scope` is "some". */
export const ChangeUserAccountsInput = UserIdInput.extend({
  scope: z.enum(["all", "some"]),
  accountIds: AccountIds,
  /** What the form showed before; null = all. */
  before: AccountIds.nullable(),
}).refine(({ scope, accountIds }) => scope === "all" || accountIds.length > 0, {
  path: ["accountIds"],
  message: "accounts_missing",
});
export type ChangeUserAccountsInput = z.infer<typeof ChangeUserAccountsInput>;

export const SessionIdInput = z.object({ sessionId: z.string().min(1).max(60) });
export type SessionIdInput = z.infer<typeof SessionIdInput>;

/** Six digits of an app, or a recovery code, with any spaces and dashes. */
const Code = z.string().trim().min(1, "code_missing").max(60, "code_wrong");

export const EnableSecondFactorInput = z.object({ pending: z.string().max(1_000), code: Code });
export type EnableSecondFactorInput = z.infer<typeof EnableSecondFactorInput>;

/** The password again: an unattended screen must not be a way around the second factor. */
export const ConfirmPasswordInput = z.object({
  password: z.string().min(1, "password_current_missing").max(MAX_PASSWORD_LENGTH, "password_too_long"),
});
export type ConfirmPasswordInput = z.infer<typeof ConfirmPasswordInput>;

export const SecurityInput = z
  .object({
    requiresSecondFactor: z.boolean(),
    asksSecondPerson: z.boolean(),
    /** Needed with the tick above, in minor units; without it whatever stands there is left alone. */
    refundLimitCents: z.int().min(0).max(MAX_AMOUNT_CENTS).nullish().catch(undefined),
    idleDays: z
      .string()
      .trim()
      .regex(/^\d{1,4}$/, "idle_days_invalid")
      .transform(Number)
      .refine((days) => days === 0 || (days >= 7 && days <= 3_650), "idle_days_invalid"),
  })
  .superRefine(({ asksSecondPerson, refundLimitCents }, context) => {
    if (asksSecondPerson && typeof refundLimitCents !== "number")
      context.addIssue({ code: "custom", path: ["refundLimitCents"], message: "refund_limit_invalid" });
  });
export type SecurityInput = z.infer<typeof SecurityInput>;

/** The list as it stands in the address bar; a part that is not valid is left out instead of failing the page. */
export const UserFilter = z.object({
  state: z.enum(["", ...USER_STATES]).catch(""),
  /** Part of a name or an address. */
  q: z.string().trim().max(120).catch(""),
  sort: z.enum(sortTextsOf(USER_SORTS)).catch("name"),
  cursor: z.string().max(2_000).nullish().catch(null),
  limit: z.int().min(1).max(200).catch(50),
});
export type UserFilter = z.infer<typeof UserFilter>;
