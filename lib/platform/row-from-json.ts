import { getTableColumns, type InferSelectModel, type Table } from "drizzle-orm";

type Read = { name: string; from: string; read(value: unknown): unknown };

const kept = new WeakMap<Table, readonly Read[]>();

/** A table's row that the database wrote with row_to_json, with the same types as if it had been selected. */
export function rowFromJson<T extends Table>(table: T, json: Record<string, unknown>): InferSelectModel<T> {
  const row: Record<string, unknown> = {};
  for (const { name, from, read } of readsOf(table)) {
    const value = json[from] ?? null;
    row[name] = value === null ? null : read(value);
  }
  return row as InferSelectModel<T>;
}

/** Worked out once: a payment page reads three rows for each visit. */
function readsOf(table: Table): readonly Read[] {
  const known = kept.get(table);
  if (known) return known;
  const reads = Object.entries(getTableColumns(table)).map(([name, column]) => ({
    name,
    from: column.name,
    read: (value: unknown) => column.mapFromDriverValue(value),
  }));
  kept.set(table, reads);
  return reads;
}
