import { z } from "zod";
import { IMPORT_FIELDS } from "./model";

/** More cannot be looked through. */
export const MOST_IMPORT_ROWS = 10_000;

const Cells = z.partialRecord(z.enum(IMPORT_FIELDS), z.string().max(6_000));

/** The rows as they were looked at and corrected. `importKey` is made with the page: the same rows again make nobody twice. */
export const ImportPayersInput = z.object({
  importKey: z.string().min(8).max(100),
  rows: z
    .array(z.object({ line: z.int().min(1), cells: Cells }))
    .min(1)
    .max(MOST_IMPORT_ROWS),
});
export type ImportPayersInput = z.infer<typeof ImportPayersInput>;
