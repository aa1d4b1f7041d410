import type { BatchField, BatchProblem, BatchRow, BatchTexts } from "../model";
import { findDuplicates, readBatchTexts } from "../rules";
import { sayProblem } from "./say-problem";

/** A cell as the file has it, beside the name of its column there. `name` is null for a column that the file lacks. */
export type BatchCell = { name: string | null; text: string };
export type BatchCells = Record<BatchField, BatchCell>;

/** Reads one row in the words of the API, under the names that the file gives its columns. `currency` is the account's. */
export function readBatchRow(line: number, cells: BatchCells, currency: string): BatchRow {
  const texts = Object.fromEntries(Object.entries(cells).map(([field, { text }]) => [field, text])) as BatchTexts;
  const { values, problems, isDueEarly } = readBatchTexts(texts, currency);
  const errors = problems.map((problem) => ({ column: cells[problem.field].name, message: sayProblem(problem) }));
  const early: BatchProblem = {
    column: cells.dueDate.name,
    message: `Due ${values.dueDate}, before the invoice date ${values.invoiceDate}. Check both dates.`,
  };
  return { line, values, errors, warnings: isDueEarly ? [early] : [] };
}

/** Warns, on the later row, of a recipient who would get the same invoice twice. Changes the rows it is given. */
export function markDuplicates(rows: readonly BatchRow[], columnOf: (field: BatchField) => string | null): void {
  const found = findDuplicates(rows);
  for (const { line, warnings } of rows) {
    const earlier = found.get(line);
    if (earlier === undefined) continue;
    const message = `The same invoice number and recipient as on line ${earlier}. Delete one of the rows unless both are meant.`;
    warnings.push({ column: columnOf("invoiceNumber"), message });
  }
}
