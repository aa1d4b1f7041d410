import type { ListColumn } from "@/lib/lists/model";

/** The columns of Sent Pages, under the names that a file of them has too. */
export const SENT_COLUMNS = [
  { id: "created", kind: "instant", isSortable: true },
  { id: "recipient", kind: "text", isSortable: true, isFixed: true },
  { id: "invoice", kind: "text", isSortable: true },
  { id: "account", kind: "text" },
  { id: "status", kind: "word" },
  { id: "opened_at", kind: "instant", isSortable: true },
  { id: "expires_at", kind: "instant", isSortable: true },
  { id: "number", kind: "text", isSortable: true, isHidden: true },
  { id: "email", kind: "text", isHidden: true },
  { id: "due", kind: "date", isSortable: true, isHidden: true },
  { id: "sent_at", kind: "instant", isHidden: true },
  { id: "closed_at", kind: "instant", isHidden: true },
  { id: "amount", kind: "money", isSortable: true, isFixed: true },
  { id: "paid", kind: "money", isHidden: true },
  { id: "balance", kind: "money", isHidden: true },
] as const satisfies readonly ListColumn[];

export type SentColumnId = (typeof SENT_COLUMNS)[number]["id"];
