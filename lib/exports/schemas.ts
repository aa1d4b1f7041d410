import { z } from "zod";
import { EXPORT_FORMATS } from "./model";

/** `query`: the list's address without "?". `columns`: ids in the user's order, "date,payer~14,amount"; none: those the list shows by itself. */
export const StartExportInput = z.object({
  list: z.string().min(1).max(40),
  format: z.enum(EXPORT_FORMATS),
  query: z.string().max(4_000, "query_invalid").default(""),
  columns: z.string().max(8_000, "query_invalid").default(""),
});
export type StartExportInput = z.infer<typeof StartExportInput>;

export const ExportIdInput = z.object({ exportId: z.string().min(1).max(60) });
export type ExportIdInput = z.infer<typeof ExportIdInput>;
