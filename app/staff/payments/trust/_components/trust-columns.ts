import type { ListColumn } from "@/lib/lists/model";

/** The columns of a trust account's matters, under the names that a file of them has too. */
export const TRUST_COLUMNS = [
  { id: "matter", kind: "text", isFixed: true },
  { id: "client", kind: "text" },
  { id: "last_entry", kind: "instant", isHidden: true },
  { id: "in_transit", kind: "money" },
  { id: "on_hold", kind: "money" },
  { id: "cleared", kind: "money" },
  { id: "total", kind: "money", isFixed: true },
] as const satisfies readonly ListColumn[];

export type TrustColumnId = (typeof TRUST_COLUMNS)[number]["id"];
