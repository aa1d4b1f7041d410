import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { removeDatabase, startDatabase } from "../../launcher/start-database.mjs";
import { startForLife } from "../../runner/lifetime.mjs";

/** As durable as in production, so that a commit costs what it costs. */
const SERVER_SETTINGS = { max_connections: "200" };

/** A PostgreSQL server for one bench: the one that DATABASE_URL names, else an embedded one of its own. May create databases. */
export async function openBenchServer(): Promise<string> {
  const given = process.env.DATABASE_URL;
  if (given) return given;
  const dataDir = join(tmpdir(), "postgres");
  const server = await startForLife(
    () => startDatabase({ dataDir, settings: SERVER_SETTINGS }),
    async (started) => {
      await started.stop();
      await removeDatabase({ dataDir });
    },
  );
  return server.url;
}

/** Makes an empty database on that server, dropped at the end. Answers its address. */
export async function createBenchDatabase(serverUrl: string): Promise<string> {
  const name = `docketpay_bench_${randomBytes(5).toString("hex")}`;
  await startForLife(
    () => runOnServer(serverUrl, `create database ${name}`),
    () => runOnServer(serverUrl, `drop database if exists ${name} with (force)`),
  );
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** One connection; whoever asked for it ends it. */
export async function openClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function runOnServer(url: string, sql: string): Promise<void> {
  const client = await openClient(url);
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
