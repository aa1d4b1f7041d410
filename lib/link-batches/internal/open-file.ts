import {
  type BatchField,
  type FileRecord,
  type FileRefusal,
  type FileRefusalCode,
  MAX_BATCH_LINES,
  MAX_BATCH_ROWS,
} from "../model";
import { decodeFile } from "./decode-file";
import { type FileHeader, readHeader } from "./read-header";
import { readRecords } from "./read-records";

export type OpenedFile = { ok: true; header: FileHeader; records: Iterable<FileRecord> } | RefusedFile;
export type RefusedFile = { ok: false; refusal: FileRefusal };

/** A file of links down to its rows, which are read as they are asked for. A row wider than the first line is a faulty one. */
export function openBatchFile(bytes: Uint8Array): OpenedFile {
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return decoded;
  const text = withoutHint(decoded.text);
  if (hasTooManyLines(text)) return tooMany("too_many_lines", MAX_BATCH_LINES, "lines");
  const found = readHeader(text);
  if (!found.ok) return found;
  const { header } = found;
  return { ok: true, header, records: rowsBeneath(text, header) };
}

function* rowsBeneath(text: string, header: FileHeader): Generator<FileRecord> {
  for (const record of readRecords(text, header.delimiter)) {
    if (record.line === header.line) continue;
    const isWide = record.fault === null && record.cells.length > header.width;
    yield isWide ? { ...record, fault: "too_many_cells" } : record;
  }
}

/** What a row has in the column of a value; "" where the file lacks the column or the row ends before it. */
export function textOf(header: FileHeader, cells: readonly string[], field: BatchField): string {
  const column = header.columns[field];
  return column ? (cells[column.index] ?? "") : "";
}

export function tooManyRows(): RefusedFile {
  return tooMany("too_many_rows", MAX_BATCH_ROWS, "rows");
}

/** Excel's own hint, "sep=;", counts as a line but is no header. */
function withoutHint(text: string): string {
  return text.replace(/^"?sep=.?"?(?=\n)/i, "");
}

function hasTooManyLines(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && count <= MAX_BATCH_LINES; at = text.indexOf("\n", at + 1)) count += 1;
  return count > MAX_BATCH_LINES;
}

function tooMany(code: FileRefusalCode, most: number, what: string): RefusedFile {
  const message = `The file has more than ${most.toLocaleString("en-US")} ${what}. Split it into several files.`;
  return { ok: false, refusal: { code, message } };
}
