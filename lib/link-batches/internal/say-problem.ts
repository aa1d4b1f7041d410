import type { CellProblem, CellProblemCode, RowFault } from "../model";

type Words = (values: CellProblem["values"]) => string;

/** The English of files and of the API; an amount's refusal brings its own sentence. */
const CELL_WORDS: Partial<Record<CellProblemCode, Words>> = {
  invoice_missing: () => "Write the number of the invoice.",
  name_missing: () => "Write the recipient's name.",
  date_missing: () => "Write a date, such as 2026-11-21 or 11/21/2026.",
  date_unreadable: () => "This is no calendar date. Write it like 2026-11-21 or, month first, 11/21/2026.",
  date_out_of_range: () => "Write a date from 1900 to 2199.",
  email_missing: () => "Write an address, such as name@example.com.",
  email_invalid: ({ address }) =>
    `"${address}" is no mail address. Write addresses like name@example.com, separated by ;.`,
  emails_too_many: ({ most }) => `Write at most ${most} addresses.`,
  text_unreadable: () => "This holds characters that cannot be read or seen. Type it anew, or save the file as UTF-8.",
  several_lines: () => "This spans several lines. Write it on one, and look for a quote that is not closed.",
  text_too_long: ({ most }) => `Write at most ${most} characters.`,
  amount_zero: () => "The amount is zero. Write what is to be paid.",
};

const FAULT_WORDS: Record<Exclude<RowFault, "too_many_cells">, string> = {
  quote_open: "A quote is opened here and not closed. Close it, or double a quote that belongs to the text.",
  quote_stray: 'A quote stands inside a cell. Put the whole cell into quotes and write each quote within it twice: "".',
  row_too_long: "This row is longer than 100,000 characters. Look for a quote that is not closed.",
};

export function sayProblem({ code, values }: CellProblem): string {
  return CELL_WORDS[code]?.(values) ?? String(values.message ?? "");
}

/** `width`: how many cells the first line has. */
export function sayFault(fault: RowFault, width: number): string {
  if (fault !== "too_many_cells") return FAULT_WORDS[fault];
  return `This row has more cells than the first line, which has ${width}. Put a text that holds the separator into quotes.`;
}
