import { decodeFile } from "./internal/decode-file";
import { readRecords } from "./internal/read-records";
import { type FileRecord, type FileRefusalCode, MAX_BATCH_LINES, MAX_BATCH_ROWS } from "./model";

const DELIMITERS = [",", ";", "\t", "|"];
const MOST_COLUMNS = 100;

export type ReadTable = { ok: true; head: FileRecord; rows: FileRecord[] } | { ok: false; code: FileRefusalCode };

/**
 * A delimited file of any columns as records, with the reader of files of links: every row, with its physical line, also beneath a
 * broken one. The delimiter is the one under which the first line holds the most names that `knows` takes.
 */
export function readTable(bytes: Uint8Array, knows: (name: string) => boolean): ReadTable {
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return { ok: false, code: decoded.refusal.code };
  // Excel's own hint, "sep=;", counts as a line but is no header.
  const text = decoded.text.replace(/^"?sep=.?"?(?=\n)/i, "");
  if ((text.match(/\n/g)?.length ?? 0) > MAX_BATCH_LINES) return { ok: false, code: "too_many_lines" };
  const readings = DELIMITERS.map((delimiter) => {
    const [head] = readRecords(text, delimiter);
    return { delimiter, head, known: head?.cells.filter(knows).length ?? 0 };
  });
  const best = readings.reduce((left, right) => (right.known > left.known ? right : left));
  if (!best.head || best.known === 0) return { ok: false, code: "column_missing" };
  if (best.head.cells.length > MOST_COLUMNS) return { ok: false, code: "too_many_columns" };
  const rows: FileRecord[] = [];
  for (const record of readRecords(text, best.delimiter)) {
    if (record.line === best.head.line) continue;
    if (rows.length === MAX_BATCH_ROWS) return { ok: false, code: "too_many_rows" };
    rows.push(record);
  }
  return { ok: true, head: best.head, rows };
}
