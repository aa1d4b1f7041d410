import { closeDatabase } from "@/db/client";
import { closeSandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import { resetEnv } from "@/lib/platform/env";

/** Works upon one database, and lets go of it. */
export async function useBooks<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  process.env.DATABASE_URL = databaseUrl;
  resetEnv();
  try {
    return await work();
  } finally {
    await closeDatabase();
    await closeSandboxPool();
  }
}
