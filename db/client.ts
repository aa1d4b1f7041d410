import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import { env } from "@/lib/platform/env";

/** The role of all app work: owns no table, cannot bypass row-level security. Made by the migrations. */
export const APP_ROLE = "docketpay_app";

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

type Held = { pool: Pool; database: Database };
// Next loads a module more than once per process; one pool must serve them all.
const holder = globalThis as typeof globalThis & { docketpayDatabase?: Held };

/** The database as the app role. Opened on first use, so that `next build` opens none. */
export function database(): Database {
  return held().database;
}

/**
 * Lends one connection of the pool. Drizzle's own transaction on a pool never gives a connection back whose BEGIN fails, so that ten
 * dead connections would silence the program for ever.
 */
export async function onConnection<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const client = await held().pool.connect();
  try {
    return await work(drizzle(client));
  } finally {
    client.release();
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
