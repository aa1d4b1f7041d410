import type { ListTotals, Purse } from "@/components/list/list-shape";

/** A picked row, or one that is left out of all: what it adds to the sum, if rows have one. */
export type Picked = { cents: number; purse: Purse } | null;

/** Rows by id; with `isAll` those that are left out of all that match. */
export type Selection = { isAll: boolean; rows: Readonly<Record<string, Picked>> };

export const NOTHING_SELECTED: Selection = { isAll: false, rows: {} };

/** More would not be picked by hand, and the browser's store is small. */
const MOST_PICKED = 5_000;

export function isSelected({ isAll, rows }: Selection, id: string): boolean {
  return isAll !== Object.hasOwn(rows, id);
}

/** The selection with these rows in it, or out of it. */
export function withRows(
  selection: Selection,
  picked: readonly { id: string; sum: Picked }[],
  isIn: boolean,
): Selection {
  const rows = { ...selection.rows };
  for (const { id, sum } of picked) {
    if (isIn === selection.isAll) delete rows[id];
    else if (Object.keys(rows).length < MOST_PICKED) rows[id] = sum;
  }
  return { isAll: selection.isAll, rows };
}

/** How many, and their sums; operating and trust never in one figure. */
export function sumSelection({ isAll, rows }: Selection, totals: ListTotals) {
  const named = Object.values(rows);
  const add = (purse: Purse) => named.reduce((sum, row) => sum + (row?.purse === purse ? row.cents : 0), 0);
  if (!isAll) return { count: named.length, operatingCents: add("operating"), trustCents: add("trust") };
  return {
    count: Math.max(0, totals.count - named.length),
    operatingCents: (totals.sums?.operatingCents ?? 0) - add("operating"),
    trustCents: (totals.sums?.trustCents ?? 0) - add("trust"),
  };
}

/** What was written in the browser, or nothing when it is of another shape. */
export function readSelection(text: string | null): Selection {
  if (!text) return NOTHING_SELECTED;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("rows" in value) || !("isAll" in value))
      return NOTHING_SELECTED;
    if (typeof value.rows !== "object" || value.rows === null || typeof value.isAll !== "boolean")
      return NOTHING_SELECTED;
    return { isAll: value.isAll, rows: Object.fromEntries(Object.entries(value.rows).map(readPicked)) };
  } catch {
    return NOTHING_SELECTED;
  }
}

function readPicked([id, value]: [string, unknown]): [string, Picked] {
  if (typeof value !== "object" || value === null || !("cents" in value) || !("purse" in value)) return [id, null];
  if (typeof value.cents !== "number" || (value.purse !== "operating" && value.purse !== "trust")) return [id, null];
  return [id, { cents: value.cents, purse: value.purse }];
}
