/**
 * Columns by which Sent Pages can be ordered; each has an index. Accounts and statuses are filters, and the other times and amounts
 * follow from these.
 */
export const LINK_SORTS = [
  "created",
  "number",
  "recipient",
  "invoice",
  "due",
  "amount",
  "opened_at",
  "expires_at",
] as const;
export type LinkSortId = (typeof LINK_SORTS)[number];
