import type { ListColumn } from "@/lib/lists/model";

/** The columns of the payers, under the names that a file of them has too. */
export const PAYER_COLUMNS = [
  { id: "name", kind: "text", isFixed: true },
  { id: "email", kind: "text" },
  { id: "phone", kind: "text" },
  { id: "client", kind: "text" },
  { id: "kind", kind: "word", isHidden: true },
  { id: "created", kind: "instant", isHidden: true },
  { id: "last_paid", kind: "instant" },
] as const satisfies readonly ListColumn[];

export type PayerColumnId = (typeof PAYER_COLUMNS)[number]["id"];
