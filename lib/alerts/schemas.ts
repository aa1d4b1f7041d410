import { z } from "zod";
import { sortTextsOf } from "@/lib/lists/rules";
import { ALERT_SORTS } from "./columns";
import { ALERT_KINDS } from "./model";

/** What was done about it; colleagues read it, and the audit log keeps it. */
export const CloseAlertInput = z.object({
  alertId: z.string().min(1).max(60),
  note: z.string().trim().min(3, { error: "note_missing" }).max(500, { error: "text_too_long" }),
});
export type CloseAlertInput = z.infer<typeof CloseAlertInput>;

/** The list as it stands in the address bar; a part that is not valid is left out instead of failing the page. */
export const AlertFilter = z.object({
  status: z.enum(["open", "closed"]).catch("open"),
  kind: z.enum(["", ...ALERT_KINDS]).catch(""),
  /** Part of a payment's number or of its payer's name. */
  q: z.string().trim().max(120).catch(""),
  sort: z.enum(sortTextsOf(ALERT_SORTS)).catch("-raised"),
  cursor: z.string().max(2_000).nullish().catch(null),
  limit: z.int().min(1).max(200).catch(50),
});
export type AlertFilter = z.infer<typeof AlertFilter>;
