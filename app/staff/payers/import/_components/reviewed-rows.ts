import type { ImportField, ImportProblem, ImportRow, KnownRow } from "@/lib/payer-imports/model";
import { readImportRow, sameLines } from "@/lib/payer-imports/rules";

/** A row with all that is to be said of it. */
export type ReviewedRow = ImportRow & {
  problems: ImportProblem[];
  /** Who may be this payer already; null when nobody. */
  knownAs: string | null;
  /** The line of an earlier row that may be the same payer. */
  sameAs: number | null;
};

const read = new WeakMap<ImportRow, ReturnType<typeof readImportRow>>();

/** A row is read once; a corrected one is another object. */
function readOnce(row: ImportRow): ReturnType<typeof readImportRow> {
  const found = read.get(row) ?? readImportRow(row.cells);
  read.set(row, found);
  return found;
}

export function reviewRows(rows: readonly ImportRow[], known: readonly KnownRow[]): ReviewedRow[] {
  const same = sameLines(rows.map((row) => ({ line: row.line, facts: readOnce(row).facts })));
  const names = new Map(known.map(({ line, name }) => [line, name]));
  return rows.map((row) => ({
    ...row,
    problems: row.isBroken ? [{ field: null, code: "fault" }] : readOnce(row).problems,
    knownAs: names.get(row.line) ?? null,
    sameAs: same.get(row.line) ?? null,
  }));
}

export function isBad(row: ReviewedRow): boolean {
  return row.problems.length > 0;
}

export function isTwice(row: ReviewedRow): boolean {
  return row.knownAs !== null || row.sameAs !== null;
}

const ALWAYS: readonly ImportField[] = ["name", "emails"];

/** The columns that the file has; those in which a row can lack something are always shown. */
export function shownFields(rows: readonly ImportRow[], order: readonly ImportField[]): ImportField[] {
  const first = rows[0]?.cells ?? {};
  return order.filter((field) => ALWAYS.includes(field) || field in first);
}
