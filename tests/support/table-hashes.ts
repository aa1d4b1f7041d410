import { Client } from "pg";

/**
 * One line per table of the product and of the sandbox, with a hash over all its rows. The row on the installation is left out: each
 * process brings its mark forward every few seconds, whatever is asked of it. So is when an API key was used last: being asked is all
 * that it tells of.
 */
export async function hashTables(databaseUrl: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') and schemaname not like 'graphile%'
         and tablename <> 'installation' order by 1`,
    );
    const hashes: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ hash: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(row_hash, '' order by row_hash)), '') as hash from (select md5((to_jsonb(t) - 'last_used_at')::text) as row_hash from ${name} t) hashed`,
      );
      hashes[name] = rows[0]?.hash ?? "";
    }
    return hashes;
  } finally {
    await client.end();
  }
}
