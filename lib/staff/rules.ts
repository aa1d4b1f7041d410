import type { Permission } from "./model";

type Holder =
  | { kind: "user" | "api_key"; permissions: readonly Permission[]; accountIds: readonly string[] | null }
  | { kind: "payer" }
  | { kind: "system" };

/** Payers hold no permission; jobs act for the firm and hold all. */
export function holdsPermission(actor: Holder, permission: Permission): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "payer") return false;
  return actor.permissions.includes(permission);
}

/** Whether an actor may see and use this merchant account; null = all accounts. */
export function mayUseAccount(actor: Holder, accountId: string): boolean {
  if (actor.kind === "system" || actor.kind === "payer") return true;
  return actor.accountIds === null || actor.accountIds.includes(accountId);
}

export type PasswordRefusal = "password_same" | "password_guessable";

/**
 * Whether a new password may be taken. No rule on kinds of characters; but nothing that is the old one, a repetition, or little more
 * than the user's own name or address.
 */
export function decideNewPassword(input: {
  currentPassword: string;
  newPassword: string;
  name: string;
  email: string;
}): { ok: true } | { ok: false; refusal: PasswordRefusal } {
  const { currentPassword, newPassword } = input;
  if (newPassword === currentPassword) return { ok: false, refusal: "password_same" };
  const own = [input.email, input.email.split("@")[0] ?? "", ...input.name.split(/\s+/)].filter(
    (part) => part.length >= 4,
  );
  const rest = own.reduce((text, part) => text.replaceAll(part.toLowerCase(), ""), newPassword.toLowerCase());
  const kinds = new Set(newPassword).size;
  const isGuessable = kinds < 5 || rest.length < 6 || COMMON.some((word) => newPassword.toLowerCase().startsWith(word));
  return isGuessable ? { ok: false, refusal: "password_guessable" } : { ok: true };
}

/** Beginnings of the long passwords that every list of stolen ones begins with. */
const COMMON = [
  "password",
  "passw0rd",
  "123456789",
  "qwertyuiop",
  "qwerty123",
  "letmein",
  "iloveyou",
  "welcome1",
  "administrator",
  "docketpay",
];
