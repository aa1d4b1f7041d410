import { Client } from "pg";

/**
 * One line per table of the product and of the sandbox, with a hash over all its rows. The row on the installation is left out: each
 * process brings its mark forward every few seconds, whatever is asked of it.
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
        `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash from ${name} t`,
      );
      hashes[name] = rows[0]?.hash ?? "";
    }
    return hashes;
  } finally {
    await client.end();
  }
}
