import { closeDatabase } from "@/db/client";
import { closeSandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import { resetEnv } from "@/lib/platform/env";

/** Runs work of the program on this database, in this process, and forgets it afterwards. */
export async function withDatabaseUrl<T>(url: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.DATABASE_URL ?? "";
  process.env.DATABASE_URL = url;
  resetEnv();
  try {
    return await work();
  } finally {
    await Promise.all([closeDatabase(), closeSandboxPool()]);
    process.env.DATABASE_URL = before;
    resetEnv();
  }
}
