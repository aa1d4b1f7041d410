import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool, type QueryResult } from "pg";
import { env } from "@/lib/platform/env";
import { hideValues } from "@/lib/platform/hide-values";

/** The role of all app work: owns no table, cannot bypass row-level security. Made by the migrations. */
export const APP_ROLE = "docketpay_app";

export type Database = NodePgDatabase;
/** Without a transaction within: `inTransaction` begins and ends it. */
export type Transaction = Omit<Database, "transaction" | "$client">;

type Held = { pool: Pool; database: Database };
// Next loads a module more than once per process; one pool must serve them all.
const holder = globalThis as typeof globalThis & { docketpayDatabase?: Held };

/** The database as the app role. Opened on first use, so that `next build` opens none. */
export function database(): Database {
  return held().database;
}

/**
 * Runs work in one transaction on one connection. `beginning` is its first question, from BEGIN on, in as many statements as are wanted:
 * each question of its own costs a round trip and CPU on both sides. The connection goes back in every case: drizzle's own transaction
 * on a pool keeps one whose BEGIN fails, so that ten dead connections would silence the program for ever.
 */
export async function inTransaction<T>(beginning: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await held().pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(beginning);
    const result = await work(drizzle(client));
    await client.query("commit");
    return result;
  } catch (error) {
    // What went wrong first is what is told.
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw hideValues(error);
  } finally {
    client.release(broken);
  }
}

/**
 * Runs work that only reads. `beginning` ends with a question whose rows the work is given: what it would ask first anyway costs no
 * round trip of its own. Nor does the end: there is nothing that could fail to be kept, so nobody waits for it.
 */
export async function readInTransaction<T, Row>(
  beginning: string,
  work: (tx: Transaction, rows: Row[]) => Promise<T>,
): Promise<T> {
  const client = await held().pool.connect();
  const end = (statement: "commit" | "rollback") =>
    client.query(statement).then(
      () => client.release(),
      (failure: Error) => client.release(failure),
    );
  try {
    // Several statements have several results.
    const begun = (await client.query(beginning)) as unknown as QueryResult<Row & object>[];
    const result = await work(drizzle(client), begun.at(-1)?.rows ?? []);
    void end("commit");
    return result;
  } catch (error) {
    await end("rollback");
    throw hideValues(error);
  }
}

/** Ends the pool; for scripts and tests. */
export async function closeDatabase(): Promise<void> {
  const current = holder.docketpayDatabase;
  holder.docketpayDatabase = undefined;
  await current?.pool.end();
}

/** The pool itself, for rate-limiter-flexible, which speaks to pg. */
export function databasePool(): Pool {
  return held().pool;
}

function held(): Held {
  holder.docketpayDatabase ??= open();
  return holder.docketpayDatabase;
}

function open(): Held {
  const settings = env();
  if (!settings.DATABASE_URL)
    throw new Error("DATABASE_URL is not set. npm start and npm run demo start an embedded database and set it.");
  const pool = new Pool({
    connectionString: settings.DATABASE_URL,
    max: settings.DATABASE_POOL_MAX,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    // As a start-up option, so that even RESET ROLE stays within the app role.
    options: `-c role=${APP_ROLE}`,
  });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  // Nor may one that dies in use: its query fails, and that is where it is told.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, database: drizzle(pool) };
}
