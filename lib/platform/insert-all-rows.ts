import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { invariant } from "./errors";

/**
 * The statement that inserts any number of rows at once, as one JSON parameter: values one by one end at 65,535 and cost a second of
 * this process for ten thousand rows. Every row has the same keys; columns that are left out take their defaults. Goes on with
 * `on conflict ...` or `returning ...` where the caller wants them.
 */
export function insertAllRows<T extends PgTable>(table: T, rows: readonly T["$inferInsert"][]): SQL {
  const columns = getTableColumns(table);
  const keys = Object.keys(rows[0] ?? {});
  const names = keys.map((key) => {
    const column = columns[key];
    invariant(column, `column ${key} is known`);
    return column.name;
  });
  const plain = rows.map((row) => {
    const values = row as Record<string, unknown>;
    return Object.fromEntries(keys.map((key, index) => [names[index], values[key] ?? null]));
  });
  const list = sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
  return sql`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(plain)}::jsonb)`;
}
