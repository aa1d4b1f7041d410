/** What a user or an API key may do. Stored per user; screens, actions and verbs ask for one by name. */
export const PERMISSIONS = [
  "payments.view",
  "payments.take",
  "payments.refund",
  "payers.manage",
  "links.send",
  "invoices.manage",
  "pages.manage",
  "connect.pay",
  "postings.manage",
  "reports.manage",
  "settings.manage",
  "users.manage",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export function isPermission(value: string): value is Permission {
  return (PERMISSIONS as readonly string[]).includes(value);
}

export const THEMES = ["light", "dark", "hc-light", "hc-dark"] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ["compact", "roomy"] as const;
export type Density = (typeof DENSITIES)[number];

/** What staff pages may lie on instead of plain paper: ruled as a ledger, laid as old letter paper, lit by the lamp. */
export const BACKDROPS = ["ruled", "laid", "lamp"] as const;
export type Backdrop = (typeof BACKDROPS)[number];

/** Sets of permissions that a user can be given at once; what a user may do is the permissions alone. */
export const ROLES = {
  admin: PERMISSIONS,
  billing: PERMISSIONS.filter((permission) => permission !== "settings.manage" && permission !== "users.manage"),
  accounting: ["payments.view", "payments.refund", "payers.manage", "postings.manage", "reports.manage"],
  desk: ["payments.view", "payments.take", "payers.manage", "links.send", "connect.pay"],
  viewer: ["payments.view"],
} as const satisfies Record<string, readonly Permission[]>;
export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** `invited`: has not set a password yet. `locked`: too many wrong passwords, for half an hour. */
export const USER_STATES = ["active", "invited", "locked", "deactivated"] as const;
export type UserState = (typeof USER_STATES)[number];

/** One line of the list of users. */
export type UserRow = {
  id: string;
  name: string;
  email: string;
  state: UserState;
  role: Role | "custom";
  hasSecondFactor: boolean;
  lastSignInAt: Date | null;
  createdAt: Date;
};

/** A user on their page. */
export type UserDetail = UserRow & {
  permissions: Permission[];
  /** The merchant accounts that they see; null = all, also those to come. */
  accountIds: readonly string[] | null;
  locale: string;
  lockedUntil: Date | null;
  disabledAt: Date | null;
  disabledReason: "" | "person" | "idle";
  /** Until when the link of an invitation serves; null when none is open. */
  inviteExpiresAt: Date | null;
  /** Nobody else manages the users of this firm. */
  isLastAdmin: boolean;
};

/** A browser somebody is signed in with. */
export type SessionView = { id: string; ip: string; userAgent: string; createdAt: Date };

/** What holds for the sign-ins of a firm, and from which sum on two people give money back (null: one is enough). */
export type SecurityPolicy = { requiresSecondFactor: boolean; idleDays: number; refundLimitCents: number | null };

/** What the screen of it says beside: how many have no second factor, and how many hold the permission to refund. */
export type SecurityView = SecurityPolicy & { withoutSecondFactor: number; mayRefund: number };
