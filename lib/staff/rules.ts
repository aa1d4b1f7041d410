import { type Permission, ROLE_NAMES, ROLES, type Role, type UserState } from "./model";

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

/** The preset that gives just these permissions, in any order. */
export function roleOf(permissions: readonly Permission[]): Role | "custom" {
  const held = new Set(permissions);
  const same = (role: Role) => ROLES[role].length === held.size && ROLES[role].every((one) => held.has(one));
  return ROLE_NAMES.find(same) ?? "custom";
}

/** Who can sign in and may manage users; each firm keeps at least one. The database asks the same (`is_active_admin`). */
export function isActiveAdmin(user: {
  passwordHash: string;
  disabledAt: Date | null;
  permissions: readonly string[];
}): boolean {
  return user.disabledAt === null && user.passwordHash !== "" && user.permissions.includes("users.manage");
}

export type ManageRefusal = "own_user" | "user_outranks" | "grant_not_held" | "account_not_held";

/** What these permissions make of somebody. */
export function isAdminBy(permissions: readonly Permission[]): boolean {
  return permissions.includes("users.manage");
}

/**
 * Whether an actor may change another user. Nobody changes their own rights; nobody takes hold of a user who may do what they
 * themselves may not (a reset of that user's password or second factor would be a way up).
 */
export function decideManage(
  actor: Holder & { userId?: string },
  target: { id: string; permissions: readonly Permission[]; accountIds: readonly string[] | null },
): { ok: true } | { ok: false; refusal: ManageRefusal } {
  if (actor.kind === "user" && actor.userId === target.id) return { ok: false, refusal: "own_user" };
  const doesMore = target.permissions.some((permission) => !holdsPermission(actor, permission));
  return doesMore || !seesAsMuch(actor, target.accountIds) ? { ok: false, refusal: "user_outranks" } : { ok: true };
}

/** Whether an actor sees at least these merchant accounts; null = all accounts. */
function seesAsMuch(actor: Holder, accountIds: readonly string[] | null): boolean {
  if (actor.kind === "system" || actor.kind === "payer" || actor.accountIds === null) return true;
  return accountIds?.every((accountId) => mayUseAccount(actor, accountId)) ?? false;
}

/** Whether an actor may let somebody see these merchant accounts: only what they see themselves. */
export function decideAccounts(
  actor: Holder,
  wanted: readonly string[] | null,
): { ok: true } | { ok: false; refusal: ManageRefusal } {
  return seesAsMuch(actor, wanted) ? { ok: true } : { ok: false, refusal: "account_not_held" };
}

/** Whether an actor may give these permissions: only what they hold themselves. */
export function decideGrant(
  actor: Holder,
  wanted: readonly Permission[],
): { ok: true } | { ok: false; refusal: ManageRefusal } {
  const isAbove = wanted.some((permission) => !holdsPermission(actor, permission));
  return isAbove ? { ok: false, refusal: "grant_not_held" } : { ok: true };
}

export function userStateOf(
  user: { passwordHash: string; disabledAt: Date | null; lockedUntil: Date | null },
  now: Date,
): UserState {
  if (user.disabledAt) return "deactivated";
  if (user.passwordHash === "") return "invited";
  return user.lockedUntil !== null && user.lockedUntil > now ? "locked" : "active";
}

const BROWSERS = [
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
] as const;
const SYSTEMS = [
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["ChromeOS", /CrOS/],
  ["macOS", /Macintosh|Mac OS X/],
  ["Linux", /Linux/],
] as const;

/** What a browser calls itself, as far as a person tells browsers apart; empty for what is none of these. */
export function browserOf(userAgent: string): { browser: string; system: string } {
  const named = (names: readonly (readonly [string, RegExp])[]) =>
    names.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? "";
  return { browser: named(BROWSERS), system: named(SYSTEMS) };
}

export type StaffTokenState = "open" | "used" | "expired" | "withdrawn";

/** What became of a link of an invitation or a reset. */
export function staffTokenState(
  token: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): StaffTokenState {
  if (token.usedAt) return "used";
  if (token.revokedAt) return "withdrawn";
  return token.expiresAt <= now ? "expired" : "open";
}

/** Who has neither signed in nor been made active since then is deactivated; null while nobody is. */
export function idleSince(idleDays: number, now: Date): Date | null {
  return idleDays > 0 ? new Date(now.getTime() - idleDays * 24 * 60 * 60_000) : null;
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
  ...["password", "passw0rd", "p@ssword", "p@ssw0rd", "pass1234", "motdepasse", "contrasena", "contraseña"],
  ...["123456789", "1234567890", "987654321", "12345678", "123123123", "1q2w3e4r", "1qaz2wsx", "q1w2e3r4"],
  ...["qwertyuiop", "qwerty123", "qwertyui", "azertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedc", "zaq12wsx"],
  ...["abcdefgh", "abcd1234", "abc123456", "letmein", "iloveyou", "welcome1", "changeme", "trustno1", "sunshine"],
  ...["princess", "football", "baseball", "superman", "starwars", "dragon123", "monkey123", "whatever"],
  ...["administrator", "lawfirm", "docketpay"],
];
