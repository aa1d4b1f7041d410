import type { Cell } from "@/lib/lists/model";
import type { FileColumn, FileLine, FilePlan } from "../model";
import { csvQuoted, csvText, instantText, moneyDigits } from "../rules";

/** Without it Excel reads UTF-8 as the code page of its country. */
const BYTE_ORDER_MARK = "\ufeff";
const END = "\r\n";

/** RFC 4180 in UTF-8 with a byte order mark: a line of headings, then one line for each row, ISO dates, plain decimals. */
export async function* writeCsv(
  plan: FilePlan,
  lines: AsyncIterable<readonly FileLine[]>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  yield encoder.encode(BYTE_ORDER_MARK + plan.columns.map(({ label }) => csvText(label)).join(",") + END);
  for await (const batch of lines) {
    const text = batch.map((line) => lineText(plan, line)).join("");
    if (text !== "") yield encoder.encode(text);
  }
}

function lineText({ columns, timeZone }: FilePlan, { cells, currency }: FileLine): string {
  const fields = columns.map((column, index) => fieldText(column, cells[index] ?? null, currency, timeZone));
  return fields.join(",") + END;
}

function fieldText({ kind }: FileColumn, cell: Cell, currency: string, timeZone: string): string {
  if (cell === null) return "";
  if (cell instanceof Date) return instantText(cell, timeZone);
  if (typeof cell === "number") return kind === "money" ? moneyDigits(cell, currency) : String(cell);
  return kind === "date" ? csvQuoted(cell) : csvText(cell);
}
