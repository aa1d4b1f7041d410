import type { ListColumn } from "@/lib/lists/model";

/** The columns of the alerts; the next step stands in the last one, always. */
export const ALERT_COLUMNS = [
  { id: "alert", kind: "text", isFixed: true },
  { id: "payment", kind: "text" },
  { id: "account", kind: "word" },
  { id: "raised", kind: "instant" },
] as const satisfies readonly ListColumn[];

export type AlertColumnId = (typeof ALERT_COLUMNS)[number]["id"];
