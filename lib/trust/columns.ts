import type { ListColumn } from "@/lib/lists/model";

/** The columns of a trust account's matters, under the names that a file of them has too. */
export const TRUST_COLUMNS = [
  { id: "matter", kind: "text", isSortable: true, isFixed: true },
  { id: "client", kind: "text", isSortable: true },
  { id: "last_entry", kind: "instant", isSortable: true, isHidden: true },
  { id: "in_transit", kind: "money" },
  { id: "on_hold", kind: "money" },
  { id: "cleared", kind: "money" },
  { id: "total", kind: "money", isSortable: true, isFixed: true },
] as const satisfies readonly ListColumn[];

export type TrustColumnId = (typeof TRUST_COLUMNS)[number]["id"];

/** Columns by which the list can be ordered. The parts of a balance move with the clock and are worked out for the rows that are shown. */
export const TRUST_SORTS = ["client", "matter", "last_entry", "total"] as const satisfies readonly TrustColumnId[];
export type TrustSortId = (typeof TRUST_SORTS)[number];
