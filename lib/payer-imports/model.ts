import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { FileFact, OwnColumnId } from "@/lib/payers/columns";

/** A file of payers, row by row. Pure words; `rules.ts` decides. */

/** A fact of a payer, or one of the firm's own fields ("cf.fld_1"). */
export type ImportField = FileFact | OwnColumnId;

/** The cells as the file has them, or as they were corrected. */
export type ImportCells = Partial<Record<ImportField, string>>;

/** `code` is a word that the screen turns into a sentence; `field` is null when the row as a whole is wrong. */
export type ImportProblem = { field: ImportField | null; code: string };

/** `line` is the physical line on which the row begins; the first line of the file is 1. */
export type ImportRow = { line: number; cells: ImportCells; isBroken: boolean };

/** A row whose payer may be there already. */
export type KnownRow = { line: number; payerId: string; name: string };

/** `ownFields`: those that the firm asks for, with or without a column in the file. */
export type ImportPreview = { rows: ImportRow[]; known: KnownRow[]; ownFields: CustomFieldView[] };

/** `existing`: made by an earlier try of the same import. */
export type ImportResult = { created: number; existing: number };
