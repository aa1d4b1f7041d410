import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { removeDatabase, startDatabase } from "../../scripts/launcher/start-database.mjs";
import { TEST_CLUSTER_SETTINGS } from "../../scripts/runner/test-cluster.mjs";

type TestServer = { url: string; stop(): Promise<void> };

/**
 * The PostgreSQL server of this test run: the one that `npm test` or the developer names, else an embedded one that lives as long
 * as the run. `url` may create databases and roles.
 */
export async function openTestServer(): Promise<TestServer> {
  const given = process.env.TEST_SERVER_URL || process.env.DATABASE_URL;
  if (given) {
    await requireSuperuser(given);
    return { url: given, stop: async () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), "docketpay-test-"));
  // The user whom root becomes must be able to reach it.
  chmodSync(folder, 0o755);
  const server = await startDatabase({ dataDir: join(folder, "postgres"), settings: TEST_CLUSTER_SETTINGS });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await removeDatabase({ dataDir: join(folder, "postgres") });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Tests arrange and read the rows of all firms at once, which row-level security forbids to anyone less, the tables' owner too. */
async function requireSuperuser(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("select rolsuper from pg_roles where rolname = current_user");
    if (!rows[0]?.rolsuper) throw new Error("The tests need a DATABASE_URL whose user is a superuser of that server.");
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function databaseUrlOf(serverUrl: string, databaseName: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${databaseName}`;
  return url.href;
}

/** Runs one statement that stands outside any test database (create, drop). */
export async function runOnServer(serverUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
