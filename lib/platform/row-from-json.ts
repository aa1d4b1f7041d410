import { getTableColumns, type InferSelectModel, type Table } from "drizzle-orm";

type Read = { name: string; from: string; read(value: unknown): unknown };

const kept = new WeakMap<object, readonly Read[]>();

/**
 * A table's row that the database wrote with row_to_json, with the same types as if it had been selected.
 * @param names the columns to read, all when absent: a list that stands for good, because what it takes is worked out once
 */
export function rowFromJson<T extends Table, Name extends keyof InferSelectModel<T> = keyof InferSelectModel<T>>(
  table: T,
  json: Record<string, unknown>,
  names?: readonly Name[],
): Pick<InferSelectModel<T>, Name> {
  const row: Record<string, unknown> = {};
  for (const { name, from, read } of readsOf(table, names)) {
    const value = json[from] ?? null;
    row[name] = value === null ? null : read(value);
  }
  return row as Pick<InferSelectModel<T>, Name>;
}

/** A payment page reads three rows for each visit. */
function readsOf(table: Table, names: readonly unknown[] | undefined): readonly Read[] {
  const known = kept.get(names ?? table);
  if (known) return known;
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => names?.includes(name) ?? true);
  const reads = columns.map(([name, column]) => ({
    name,
    from: column.name,
    read: (value: unknown) => column.mapFromDriverValue(value),
  }));
  kept.set(names ?? table, reads);
  return reads;
}
