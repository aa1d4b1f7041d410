import { z } from "zod";

/** A person's word on why a break is none, or how it was put right. */
export const CloseBreakInput = z.object({
  breakId: z.string().min(1).max(60),
  note: z.string().trim().min(3, "break_note_short").max(500, "break_note_long"),
});
export type CloseBreakInput = z.infer<typeof CloseBreakInput>;
