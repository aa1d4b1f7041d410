import { getTableColumns } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { ClientBase } from "pg";

/**
 * Adds many rows in one statement. All rows have the keys of the first one; a column that is not among them takes its default.
 * JSON carries every type that the tables use, and one parameter has no limit of 65,535 values.
 */
export async function insertRows<Table extends PgTable>(
  client: ClientBase,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const config = getTableConfig(table);
  const name = `${config.schema ? `"${config.schema}".` : ""}"${config.name}"`;
  const known = getTableColumns(table);
  const columns = Object.keys(first).map((key) => {
    const column = known[key];
    if (!column) throw new Error(`${name} has no column for ${key}.`);
    return { key, name: column.name };
  });
  const list = columns.map((column) => `"${column.name}"`).join(", ");
  const records = rows.map((row: Record<string, unknown>) =>
    Object.fromEntries(columns.map((column) => [column.name, row[column.key]])),
  );
  await client.query(
    `insert into ${name} (${list}) select ${list} from json_populate_recordset(null::${name}, $1::json)`,
    [JSON.stringify(records)],
  );
}
