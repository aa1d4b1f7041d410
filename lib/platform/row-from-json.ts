import { getTableColumns, type InferSelectModel, type Table } from "drizzle-orm";

/** A table's row that the database wrote with row_to_json, with the same types as if it had been selected. */
export function rowFromJson<T extends Table>(table: T, json: Record<string, unknown>): InferSelectModel<T> {
  const row: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(getTableColumns(table))) {
    const value = json[column.name] ?? null;
    row[name] = value === null ? null : column.mapFromDriverValue(value);
  }
  return row as InferSelectModel<T>;
}
