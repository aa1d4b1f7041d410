import { setImmediate as letOthersRun } from "node:timers/promises";
import { openBatchFile, type RefusedFile, textOf, tooManyRows } from "./internal/open-file";
import { BATCH_FIELDS, type BatchTexts, MAX_BATCH_ROWS, type RowFault } from "./model";

/** A row as it is written; with a fault of its quotes all cells are empty. */
export type WrittenRow = { line: number; texts: BatchTexts; fault: RowFault | null };

const ROWS_AT_ONCE = 1_000;

/** Every row of a file of links as it is written, with the reader that the API uses. Other requests run in between. */
export async function readBatchRows(bytes: Uint8Array): Promise<{ ok: true; rows: WrittenRow[] } | RefusedFile> {
  const opened = openBatchFile(bytes);
  if (!opened.ok) return opened;
  const rows: WrittenRow[] = [];
  for (const { line, cells, fault } of opened.records) {
    if (rows.length === MAX_BATCH_ROWS) return tooManyRows();
    const texts = Object.fromEntries(BATCH_FIELDS.map((field) => [field, textOf(opened.header, cells, field)]));
    rows.push({ line, texts: texts as BatchTexts, fault });
    if (rows.length % ROWS_AT_ONCE === 0) await letOthersRun();
  }
  return { ok: true, rows };
}
