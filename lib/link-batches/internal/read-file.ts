import { setImmediate as letOthersRun } from "node:timers/promises";
import {
  BATCH_COLUMNS,
  type BatchField,
  type BatchPreview,
  type BatchRow,
  type FileRecord,
  type FileRefusal,
  type FileRefusalCode,
  MAX_BATCH_LINES,
  MAX_BATCH_ROWS,
} from "../model";
import { type BatchCells, markDuplicates, readBatchRow, summarizeBatch } from "../rules";
import { decodeFile } from "./decode-file";
import { type FileHeader, readHeader } from "./read-header";
import { readRecords } from "./read-records";

const FIELDS = Object.keys(BATCH_COLUMNS) as BatchField[];
const ROWS_AT_ONCE = 250;

export type ReadFile = { ok: true; preview: BatchPreview } | { ok: false; refusal: FileRefusal };

/** The whole file, checked row by row, for an account of this currency. Other requests run in between. */
export async function readBatchFile(bytes: Uint8Array, currency: string): Promise<ReadFile> {
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return decoded;
  const text = withoutHint(decoded.text);
  if (hasTooManyLines(text)) return tooMany("too_many_lines", MAX_BATCH_LINES, "lines");
  const found = readHeader(text);
  if (!found.ok) return found;
  const { header } = found;
  const rows: BatchRow[] = [];
  let count = 0;
  for (const record of readRecords(text, header.delimiter)) {
    if (record.line === header.line) continue;
    count += 1;
    if (count > MAX_BATCH_ROWS) return tooMany("too_many_rows", MAX_BATCH_ROWS, "rows");
    rows.push(readRow(record, header, currency));
    if (count % ROWS_AT_ONCE === 0) await letOthersRun();
  }
  markDuplicates(rows, (field) => header.columns[field]?.name ?? null);
  return { ok: true, preview: summarizeBatch(rows) };
}

function readRow({ line, cells, fault }: FileRecord, header: FileHeader, currency: string): BatchRow {
  if (fault !== null) return { line, values: noValues(), errors: [{ column: null, message: fault }], warnings: [] };
  const cellOf = (field: BatchField) => {
    const column = header.columns[field];
    return { name: column?.name ?? null, text: column ? (cells[column.index] ?? "") : "" };
  };
  const byField = Object.fromEntries(FIELDS.map((field) => [field, cellOf(field)])) as BatchCells;
  const row = readBatchRow(line, byField, currency);
  if (cells.length <= header.width) return row;
  const message = `This row has more cells than the first line, which has ${header.width}. Put a text that holds the separator into quotes.`;
  return { ...row, errors: [{ column: null, message }, ...row.errors] };
}

/** Excel's own hint, "sep=;", counts as a line but is no header. */
function withoutHint(text: string): string {
  return text.replace(/^"?sep=.?"?(?=\n)/i, "");
}

function noValues(): BatchRow["values"] {
  return {
    invoiceNumber: null,
    invoiceDate: null,
    dueDate: null,
    recipientName: null,
    recipientEmails: null,
    amountCents: null,
    customMessage: null,
  };
}

function hasTooManyLines(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && count <= MAX_BATCH_LINES; at = text.indexOf("\n", at + 1)) count += 1;
  return count > MAX_BATCH_LINES;
}

function tooMany(code: FileRefusalCode, most: number, what: string): ReadFile {
  const message = `The file has more than ${most.toLocaleString("en-US")} ${what}. Split it into several files.`;
  return { ok: false, refusal: { code, message } };
}
