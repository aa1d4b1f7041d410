import { z } from "zod";

/** What was done about it; colleagues read it, and the audit log keeps it. */
export const CloseAlertInput = z.object({
  alertId: z.string().min(1).max(60),
  note: z.string().trim().min(3, { error: "note_missing" }).max(500, { error: "text_too_long" }),
});
export type CloseAlertInput = z.infer<typeof CloseAlertInput>;

/** The address of the list: which alerts, and from where on. */
export const AlertFilter = z.object({
  view: z.enum(["open", "closed"]).catch("open"),
  cursor: z.string().max(200).optional().catch(undefined),
});
export type AlertFilter = z.infer<typeof AlertFilter>;
