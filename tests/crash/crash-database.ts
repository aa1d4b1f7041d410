import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";
import { migrateDatabase } from "@/db/migrate";
import { databaseUrlOf, runOnServer } from "@/tests/support/test-server";
import { explainFault } from "./child/explain-fault";

export type CrashServer = {
  /** May create databases. */
  url: string;
  /** A migrated database to copy; without it each run migrates its own. */
  template?: string;
  /** Ends the server as a power cut would and starts it again; only for a server of the harness's own. */
  restart?: () => Promise<void>;
};

export type CrashDatabase = {
  url: string;
  /** Asks as the owner, who sees both books. Waits out a restart of the server. */
  ask<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  remove(): Promise<void>;
};

const RESTART_WITHIN_MS = 30_000;

/** A database of its own for one run. */
export async function openCrashDatabase(server: CrashServer): Promise<CrashDatabase> {
  const name = `docketpay_crash_${randomBytes(5).toString("hex")}`;
  const url = databaseUrlOf(server.url, name);
  await runOnServer(server.url, `create database ${name} ${server.template ? `template ${server.template}` : ""}`);
  if (!server.template) await migrateDatabase(url);
  const owner = new Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 5_000 });
  owner.on("error", () => undefined);
  owner.on("connect", (client) => client.on("error", () => undefined));
  return {
    url,
    ask: (sql, values = []) => askPatiently(owner, sql, values),
    remove: async () => {
      await owner.end();
      await runOnServer(server.url, `drop database if exists ${name} with (force)`);
    },
  };
}

async function askPatiently<Row extends object>(owner: Pool, sql: string, values: unknown[]): Promise<Row[]> {
  const deadline = Date.now() + RESTART_WITHIN_MS;
  for (;;) {
    try {
      return (await owner.query<Row>(sql, values)).rows;
    } catch (error) {
      if (explainFault(error) !== null || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}
