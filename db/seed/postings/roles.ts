/** What a posting record of the demo has become. */
export type Role =
  | "pending"
  | "over_balance"
  | "invoice_closed"
  | "invoice_not_found"
  | "several_invoices"
  | "number_unknown"
  | "queued"
  | "in_refused_file"
  | "removed"
  | "posted";

/** Of the newest Connect payments into operating accounts, newest first; all that follow are posted. */
export const ROLES: readonly Role[] = [
  ...(["pending", "pending", "over_balance", "pending", "pending", "invoice_closed"] as const),
  ...(["pending", "queued", "pending", "invoice_not_found", "pending", "pending"] as const),
  ...(["queued", "pending", "removed", "pending", "pending", "removed"] as const),
  ...(["in_refused_file", "in_refused_file"] as const),
];

/** Of the newest payments by payment pages that made a posting record. */
export const ROLES_OF_PAGES: readonly Role[] = ["pending", "several_invoices", "number_unknown", "pending"];
