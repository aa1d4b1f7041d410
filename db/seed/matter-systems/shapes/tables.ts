import type { ClientBase } from "pg";
import { type CopyValue, copyRows } from "../../copy-rows";

/** One table's rows in a system's shape. */
export type TableRows = { table: string; columns: readonly string[]; rows: Iterable<readonly CopyValue[]> };

/** Writes them in the order given, into the schema that the search path names. */
export async function writeTables(client: ClientBase, tables: readonly TableRows[]): Promise<void> {
  for (const { table, columns, rows } of tables) {
    // The tables' files write names in the vendor's case and without quotes.
    const lower = columns.map((column) => column.toLowerCase());
    await copyRows(client, table.toLowerCase(), lower, rows);
  }
}
