import { z } from "zod";
import { FILE_FACTS, OWN_COLUMN } from "@/lib/payers/columns";

/** More cannot be looked through. */
export const MOST_IMPORT_ROWS = 10_000;

const Column = z.union([z.enum(FILE_FACTS), z.templateLiteral([OWN_COLUMN, z.string().max(60)])]);
const Cells = z.partialRecord(Column, z.string().max(6_000));

/** The rows as they were looked at and corrected. `importKey` is made with the page: the same rows again make nobody twice. */
export const ImportPayersInput = z.object({
  importKey: z.string().min(8).max(100),
  rows: z
    .array(z.object({ line: z.int().min(1), cells: Cells }))
    .min(1)
    .max(MOST_IMPORT_ROWS),
});
export type ImportPayersInput = z.infer<typeof ImportPayersInput>;
