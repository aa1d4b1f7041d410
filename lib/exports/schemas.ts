import { z } from "zod";
import type { PickedRows } from "@/lib/lists/model";
import { EXPORT_FORMATS } from "./model";

const Picked = z.object({ isAll: z.boolean(), ids: z.array(z.string().min(1).max(400)).min(1).max(5_000) });

/** "" is no choice. All that match, with none left out, is none either. */
function readPicked(text: string, { addIssue }: z.RefinementCtx): PickedRows | null {
  if (text === "") return null;
  const read = Picked.safeParse(parseJson(text));
  if (read.success) return read.data;
  addIssue({ code: "custom", message: "query_invalid" });
  return z.NEVER;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `query`: the list's address without "?". `columns`: ids in the user's order, "date,payer~14,amount"; none: those the list shows by itself. `picked`: JSON of `PickedRows`. */
export const StartExportInput = z.object({
  list: z.string().min(1).max(40),
  format: z.enum(EXPORT_FORMATS),
  query: z.string().max(4_000, "query_invalid").default(""),
  columns: z.string().max(8_000, "query_invalid").default(""),
  picked: z.string().max(1_000_000, "query_invalid").default("").transform(readPicked),
});
export type StartExportInput = z.infer<typeof StartExportInput>;

export const ExportIdInput = z.object({ exportId: z.string().min(1).max(60) });
export type ExportIdInput = z.infer<typeof ExportIdInput>;
