import { randomBytes } from "node:crypto";
import { Pool } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "@/db/client";
import { resetEnv } from "@/lib/platform/env";
import { databaseUrlOf, runOnServer } from "./test-server";

export type TestDatabase = {
  /** The address of this file's database, as the owner: sees all firms, passes by row-level security. Set once the tests run. */
  url: string;
  /** Reads or arranges rows as the owner. */
  asOwner<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
};

/**
 * Gives the test file a fresh, migrated, empty database of its own and points `database()` at it. Call it once, at the top of the
 * file or of its outermost `describe`.
 */
export function useTestDatabase(): TestDatabase {
  const name = `docketpay_test_${randomBytes(6).toString("hex")}`;
  let owner: Pool | null = null;
  const handle: TestDatabase = {
    url: "",
    async asOwner<Row extends object>(sql: string, values: unknown[] = []) {
      owner ??= openOwner(handle.url);
      return (await owner.query<Row>(sql, values)).rows;
    },
  };
  beforeAll(async () => {
    const serverUrl = inject("testServerUrl");
    await runOnServer(serverUrl, `create database ${name} template ${inject("templateDatabase")}`);
    handle.url = databaseUrlOf(serverUrl, name);
    process.env.DATABASE_URL = handle.url;
    resetEnv();
  });
  afterAll(async () => {
    await closeDatabase();
    await owner?.end();
    await runOnServer(inject("testServerUrl"), `drop database if exists ${name} with (force)`);
  });
  return handle;
}

/** Tests kill connections on purpose; without listeners one that dies between two questions would end the run. */
export function openOwner(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 2 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
