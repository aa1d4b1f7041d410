import type { CellValue, ColumnDef } from "hucre/xlsx";
import { writeXlsxStream } from "hucre/xlsx";
import type { Cell, CellKind } from "@/lib/lists/model";
import type { FileColumn, FileLine, FilePlan } from "../model";
import { clockIn, moneyNumber, worksheetText } from "../rules";

/** How Excel shows a column, and how wide it must be, in characters: a date that does not fit is shown as ####. */
const LOOKS: Record<CellKind, { numFmt?: string; width: number }> = {
  money: { numFmt: "#,##0.00#", width: 14 },
  instant: { numFmt: "yyyy-mm-dd hh:mm:ss", width: 20 },
  date: { numFmt: "yyyy-mm-dd", width: 12 },
  count: { numFmt: "0", width: 10 },
  word: { width: 18 },
  text: { width: 22 },
};

/** A workbook of one sheet, its headings frozen; past Excel's last row it goes on in another sheet under the same headings. */
export async function* writeXlsx(
  plan: FilePlan,
  lines: AsyncIterable<readonly FileLine[]>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const columns = plan.columns.map(
    ({ label, kind }): ColumnDef => ({ ...LOOKS[kind], header: worksheetText(label) || " " }),
  );
  const options = { name: sheetNameOf(plan.sheetName), columns, freezePane: { rows: 1 } };
  const reader = writeXlsxStream(rowsOf(plan, lines), options).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value as Uint8Array<ArrayBuffer>;
    }
  } finally {
    // Whoever stops early lets go of the rows, too.
    await reader.cancel().catch(() => undefined);
  }
}

async function* rowsOf(plan: FilePlan, lines: AsyncIterable<readonly FileLine[]>): AsyncGenerator<CellValue[]> {
  for await (const batch of lines) {
    for (const { cells, currency } of batch)
      yield plan.columns.map((column, index) => cellValue(column, cells[index] ?? null, currency, plan.timeZone));
  }
}

function cellValue({ kind }: FileColumn, cell: Cell, currency: string, timeZone: string): CellValue {
  if (cell === null || cell === "") return null;
  if (cell instanceof Date) return clockIn(cell, timeZone);
  if (typeof cell === "number") return kind === "money" ? moneyNumber(cell, currency) : cell;
  return kind === "date" ? new Date(`${cell}T00:00:00Z`) : worksheetText(cell);
}

/** What Excel allows: 31 characters, none of `[]:*?/\`, no apostrophe at an end. */
function sheetNameOf(name: string): string {
  return (
    name
      .replaceAll(/[[\]:*?/\\]/g, " ")
      .replaceAll(/^'+|'+$/g, "")
      .trim()
      .slice(0, 31) || "1"
  );
}
