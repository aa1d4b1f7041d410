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
