import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { ImportField, ImportProblem, ImportRow, KnownRow } from "@/lib/payer-imports/model";
import { readImportRow, sameLines } from "@/lib/payer-imports/rules";
import { FILE_FACTS, ownColumnId } from "@/lib/payers/columns";

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
function readOnce(row: ImportRow, ownFields: readonly CustomFieldView[]): ReturnType<typeof readImportRow> {
  const found = read.get(row) ?? readImportRow(row.cells, ownFields);
  read.set(row, found);
  return found;
}

export function reviewRows(
  rows: readonly ImportRow[],
  known: readonly KnownRow[],
  ownFields: readonly CustomFieldView[],
): ReviewedRow[] {
  const same = sameLines(rows.map((row) => ({ line: row.line, facts: readOnce(row, ownFields).facts })));
  const names = new Map(known.map(({ line, name }) => [line, name]));
  return rows.map((row) => ({
    ...row,
    problems: row.isBroken ? [{ field: null, code: "fault" }] : readOnce(row, ownFields).problems,
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
export function shownFields(rows: readonly ImportRow[], ownFields: readonly CustomFieldView[]): ImportField[] {
  const first = rows[0]?.cells ?? {};
  const always = [...ALWAYS, ...ownFields.filter((own) => own.isRequired).map(({ id }) => ownColumnId(id))];
  const order: ImportField[] = [...FILE_FACTS, ...ownFields.map(({ id }) => ownColumnId(id))];
  return order.filter((field) => always.includes(field) || field in first);
}
