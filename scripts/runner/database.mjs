import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runTypeScript } from "./children.mjs";
import { startForLife } from "./lifetime.mjs";
import { dataFolder, ROOT, readSetting } from "./project.mjs";

export const DEMO_FIRM_SLUG = "hartwell";
/** The last thing that the seed writes. */
const DEMO_CONNECTION = "con_okafor_prolaw";
const UNDEFINED_TABLE = "42P01";

/**
 * The server that DATABASE_URL names, or the embedded one, which ends with this command.
 * @returns {Promise<{url: string, embedded: boolean}>}
 */
export async function openDatabase() {
  const url = readSetting("DATABASE_URL");
  if (url !== undefined) return { url, embedded: false };
  const { startDatabase } = await import("../launcher/start-database.mjs");
  const server = await startForLife(
    () => startDatabase({ dataDir: join(dataFolder(), "postgres") }),
    (started) => started.stop(),
  );
  return { url: server.url, embedded: true };
}

/**
 * What is left to do on a database, by three small questions instead of two programs.
 * @returns {Promise<{isMigrated: boolean, firmSlugs: string[], hasConnect: boolean}>} `firmSlugs` holds at most two; `hasConnect`: the
 *   demo has its matter systems, which one of an earlier version lacks
 * @throws Error in words when nobody answers
 */
export async function inspectDatabase(url) {
  return withClient(url, async (client) => {
    const applied = await ask(client, "select max(created_at) as last from drizzle.__drizzle_migrations");
    const firms = await ask(client, `select slug from firms order by (slug = '${DEMO_FIRM_SLUG}') desc limit 2`);
    const isMigrated = Number(applied[0]?.last ?? 0) === newestMigration();
    const connected = await ask(
      client,
      `select from directory where kind = 'connection' and key = '${DEMO_CONNECTION}'`,
    );
    return { isMigrated, firmSlugs: firms.map((firm) => firm.slug), hasConnect: connected.length > 0 };
  });
}

/** Whether the link of this token still waits for its payment. */
export async function isPayLinkOpen(url, token) {
  const hash = createHash("sha256").update(token).digest("hex");
  const sql = "select from pay_links where token_hash = $1 and status = 'open' and expires_at > now()";
  return withClient(url, async (client) => (await ask(client, sql, [hash])).length > 0);
}

async function withClient(url, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`The database does not answer (${error.message || error.code}). Look at DATABASE_URL.`);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Brings the database up to date. */
export async function migrate(url) {
  // Not "production": that demands secrets, which this step does not need.
  const env = { ...process.env, NODE_ENV: "development", DATABASE_URL: url };
  const { code, output } = await runTypeScript("scripts/migrate.ts", { env });
  if (code !== 0) throw new Error(`The database could not be brought up to date:\n${output.trim()}`);
}

function newestMigration() {
  const { entries } = JSON.parse(readFileSync(join(ROOT, "db/migrations/meta/_journal.json"), "utf8"));
  return Math.max(...entries.map((entry) => entry.when));
}

async function ask(client, sql, values = []) {
  try {
    return (await client.query(sql, values)).rows;
  } catch (error) {
    if (error.code === UNDEFINED_TABLE || error.code === "3F000") return [];
    throw error;
  }
}
