import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import type { DirectoryKind } from "@/db/schema/directory";
import type { Tx } from "./tx";

/** From a token hash, key hash or sign-in address to the firm. Reads through a function; the table itself is closed. */
export async function findInDirectory(
  kind: DirectoryKind,
  key: string,
): Promise<{ firmId: string; refId: string } | null> {
  const found = await database().execute<{ firm_id: string; ref_id: string }>(
    sql`select firm_id, ref_id from directory_find(${kind}, ${key})`,
  );
  const row = found.rows[0];
  return row ? { firmId: row.firm_id, refId: row.ref_id } : null;
}

/** All firms, for due work that goes firm by firm. */
export async function listFirmIds(): Promise<string[]> {
  const found = await database().execute<{ firm_id: string }>(sql`select firm_id from directory_firms()`);
  return found.rows.map((row) => row.firm_id);
}

/** Adds an entry for the transaction's own firm. */
export async function putInDirectory(tx: Tx, kind: DirectoryKind, key: string, refId: string): Promise<void> {
  await tx.execute(sql`select directory_put(${kind}, ${key}, ${refId})`);
}

/** Takes an entry of the transaction's own firm away; another firm's stays. */
export async function removeFromDirectory(tx: Tx, kind: DirectoryKind, key: string): Promise<void> {
  await tx.execute(sql`select directory_remove(${kind}, ${key})`);
}

/** Many entries for the transaction's own firm, in one statement. */
export async function putAllInDirectory(
  tx: Tx,
  kind: DirectoryKind,
  entries: readonly { key: string; refId: string }[],
): Promise<void> {
  const keys = sql.param(entries.map((entry) => entry.key));
  const refIds = sql.param(entries.map((entry) => entry.refId));
  await tx.execute(
    sql`select count(directory_put(${kind}, key, ref_id)) from unnest(${keys}::text[], ${refIds}::text[]) as entry (key, ref_id)`,
  );
}
