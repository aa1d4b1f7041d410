import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import { Pool } from "pg";

/** Any constant: two programs that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_260_114;

/** Brings a database up to date as its owner: the job runner's tables first, since ours call them. Safe to run at any time. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  pool.on("error", () => undefined);
  // The job runner wants both listeners, and says so on the console when one is missing.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const lock = await pool.connect();
  try {
    await lock.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await runMigrations({ pgPool: pool });
    await migrate(drizzle(pool), { migrationsFolder: "db/migrations" });
  } finally {
    lock.release(true);
    await pool.end();
  }
}
