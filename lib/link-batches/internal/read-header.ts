import { BATCH_COLUMNS, BATCH_FIELDS, type BatchField, type FileRefusal, OPTIONAL_BATCH_FIELD } from "../model";
import { readRecords } from "./read-records";

/** What the first line says: which cell is which value, how many cells a row has, and the names as the file writes them. */
export type FileHeader = {
  delimiter: string;
  line: number;
  width: number;
  columns: Partial<Record<BatchField, { index: number; name: string }>>;
};

export type FoundHeader = { ok: true; header: FileHeader } | { ok: false; refusal: FileRefusal };

const DELIMITERS = [",", ";", "\t", "|"];
const MOST_COLUMNS = 100;

const FIELD_BY_NAME = new Map(BATCH_FIELDS.map((field) => [plainName(BATCH_COLUMNS[field]), field]));

/**
 * Reads the header with each delimiter and keeps the reading that knows the most columns: one delimiter for the whole file, so that a
 * comma in an amount never splits a file of semicolons.
 */
export function readHeader(text: string): FoundHeader {
  const readings = DELIMITERS.map((delimiter) => readWith(text, delimiter));
  const best = readings.reduce((left, right) => (right.known.length > left.known.length ? right : left));
  const missing = BATCH_FIELDS.filter((field) => field !== OPTIONAL_BATCH_FIELD && !best.known.includes(field));
  if (missing.length > 0) {
    const names = missing.map((field) => BATCH_COLUMNS[field]).join(", ");
    return refuse(
      "column_missing",
      `The first line lacks ${names}. Name each column as in the template; the order is free.`,
      names,
    );
  }
  const twice = best.known.find((field, index) => best.known.indexOf(field) !== index);
  if (twice) {
    const name = BATCH_COLUMNS[twice];
    return refuse("column_twice", `The first line names ${name} twice. Keep one of them.`, name);
  }
  if (best.header.width > MOST_COLUMNS) {
    return refuse(
      "too_many_columns",
      `The file has more than ${MOST_COLUMNS} columns. Keep the seven of the template.`,
    );
  }
  return { ok: true, header: best.header };
}

function readWith(text: string, delimiter: string): { header: FileHeader; known: BatchField[] } {
  const [record] = readRecords(text, delimiter);
  const cells = record?.cells ?? [];
  const header: FileHeader = { delimiter, line: record?.line ?? 1, width: cells.length, columns: {} };
  const known: BatchField[] = [];
  for (const [index, name] of cells.entries()) {
    const field = FIELD_BY_NAME.get(plainName(name));
    if (!field) continue;
    known.push(field);
    header.columns[field] ??= { index, name };
  }
  return { header, known };
}

/** Case, and spaces of any width around and between words, do not count. */
function plainName(name: string): string {
  return name
    .replace(/[\s\u00a0\ufeff]+/g, " ")
    .trim()
    .toLowerCase();
}

function refuse(code: FileRefusal["code"], message: string, detail = ""): FoundHeader {
  return { ok: false, refusal: { code, message, detail } };
}
