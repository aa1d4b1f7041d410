import { setImmediate as letOthersRun } from "node:timers/promises";
import { BATCH_FIELDS, type BatchPreview, type BatchRow, type FileRecord, MAX_BATCH_ROWS } from "../model";
import { summarizeBatch } from "../rules";
import { openBatchFile, type RefusedFile, textOf, tooManyRows } from "./open-file";
import type { FileHeader } from "./read-header";
import { sayFault } from "./say-problem";
import { type BatchCells, markDuplicates, readBatchRow } from "./word-rows";

const ROWS_AT_ONCE = 250;

export type ReadFile = { ok: true; preview: BatchPreview } | RefusedFile;

/** The whole file, checked row by row, for an account of this currency. Other requests run in between. */
export async function readBatchFile(bytes: Uint8Array, currency: string): Promise<ReadFile> {
  const opened = openBatchFile(bytes);
  if (!opened.ok) return opened;
  const { header, records } = opened;
  const rows: BatchRow[] = [];
  for (const record of records) {
    if (rows.length === MAX_BATCH_ROWS) return tooManyRows();
    rows.push(readRow(record, header, currency));
    if (rows.length % ROWS_AT_ONCE === 0) await letOthersRun();
  }
  markDuplicates(rows, (field) => header.columns[field]?.name ?? null);
  return { ok: true, preview: summarizeBatch(rows) };
}

function readRow({ line, cells, fault }: FileRecord, header: FileHeader, currency: string): BatchRow {
  const wrong = fault && { column: null, message: sayFault(fault, header.width) };
  if (wrong && fault !== "too_many_cells") return { line, values: noValues(), errors: [wrong], warnings: [] };
  const byField = Object.fromEntries(
    BATCH_FIELDS.map((field) => [
      field,
      { name: header.columns[field]?.name ?? null, text: textOf(header, cells, field) },
    ]),
  ) as BatchCells;
  const row = readBatchRow(line, byField, currency);
  return wrong ? { ...row, errors: [wrong, ...row.errors] } : row;
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
