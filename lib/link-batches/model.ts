import { MONEY_REFUSAL_CODES } from "@/lib/money/parse-money";

/** What a file of links says, row by row. Pure words; `rules.ts` decides. */

/** More links at once than any month's invoices; few enough to look through. */
export const MAX_BATCH_ROWS = 10_000;
/** Empty lines and line breaks within messages count here. */
export const MAX_BATCH_LINES = 200_000;

/** A column of the file: the name in its header, and the value it becomes. Names match in any case, order and surrounding space. */
export const BATCH_COLUMNS = {
  invoiceNumber: "Invoice Number",
  invoiceDate: "Invoice Date",
  dueDate: "Due Date",
  recipientName: "Recipient Name",
  recipientEmails: "Recipient Email",
  amountCents: "Amount",
  customMessage: "Custom Message",
} as const;
export type BatchField = keyof typeof BATCH_COLUMNS;
export const BATCH_FIELDS = Object.keys(BATCH_COLUMNS) as BatchField[];

/** May be left out of the file, and may be empty: the firm's own message stands then. */
export const OPTIONAL_BATCH_FIELD = "customMessage" satisfies BatchField;

/** `null`: missing or not readable, with an error beside it. Dates are ISO calendar dates, amounts minor units. */
export type BatchValues = {
  invoiceNumber: string | null;
  invoiceDate: string | null;
  dueDate: string | null;
  recipientName: string | null;
  recipientEmails: string[] | null;
  amountCents: number | null;
  customMessage: string | null;
};

/** `column` is the header's own text; null when the row as a whole is wrong. */
export type BatchProblem = { column: string | null; message: string };

/** `line` is the physical line on which the row begins; the first line of the file is 1. */
export type BatchRow = { line: number; values: BatchValues; errors: BatchProblem[]; warnings: BatchProblem[] };

export type BatchPreview = {
  rows: BatchRow[];
  counts: { rows: number; valid: number; invalid: number };
  /** Of the valid rows, in minor units of the account's currency. */
  totalCents: number;
};

/** Why a file cannot be read at all. */
export const FILE_REFUSAL_CODES = [
  "file_empty",
  "file_has_nul",
  "file_binary",
  "column_missing",
  "column_twice",
  "too_many_columns",
  "too_many_rows",
  "too_many_lines",
] as const;
export type FileRefusalCode = (typeof FILE_REFUSAL_CODES)[number];

/** `message` is an English sentence that says what is wrong with the file and how to mend it. */
export type FileRefusal = {
  code: FileRefusalCode;
  message: string;
  /** The columns it speaks of, for a translated sentence. */
  detail?: string;
};

/** Why a row as a whole cannot be taken: its quotes do not fit, or it does not fit beneath the first line. */
export const ROW_FAULTS = ["quote_open", "quote_stray", "row_too_long", "too_many_cells"] as const;
export type RowFault = (typeof ROW_FAULTS)[number];

/** One line of the file as cells, before anyone reads them. With a `fault` the cells mean nothing. */
export type FileRecord = { line: number; cells: string[]; fault: RowFault | null };

/** The cells of a row as they are written. */
export type BatchTexts = Record<BatchField, string>;

/** Why a cell cannot be taken; what is wrong with an amount stands there as `amount_` and the refusal of `parseMoney`. */
export const CELL_PROBLEMS = [
  "invoice_missing",
  "name_missing",
  "date_missing",
  "date_unreadable",
  "date_out_of_range",
  "email_missing",
  "email_invalid",
  "emails_too_many",
  "text_unreadable",
  "several_lines",
  "text_too_long",
  "amount_zero",
  ...MONEY_REFUSAL_CODES.map((code) => `amount_${code}` as const),
] as const;
export type CellProblemCode = (typeof CELL_PROBLEMS)[number];

/** Screens translate `code` with `values`; files and the API say it in English (`sayProblem`). */
export type CellProblem = { field: BatchField; code: CellProblemCode; values: Record<string, string | number> };

/** What a row's cells mean, and what is wrong in them. `isDueEarly`: due before its invoice date. */
export type BatchReading = { values: BatchValues; problems: CellProblem[]; isDueEarly: boolean };
