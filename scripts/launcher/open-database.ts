import { existsSync } from "node:fs";
import { join } from "node:path";
import { env, resetEnv } from "@/lib/platform/env";
import { startDatabase } from "./start-database.mjs";

/**
 * For commands of one task: the database of DATABASE_URL, else the built-in one in DATA_DIR, running or not. `leave` stops what was
 * started here; so do Ctrl-C and SIGTERM.
 */
export async function openDatabase(): Promise<{ url: string; leave: () => Promise<void> }> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  resetEnv();
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL) return { url: DATABASE_URL, leave: async () => undefined };
  const server = await startDatabase({ dataDir: join(DATA_DIR, "postgres") });
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    process.once(signal, () => void server.stop().finally(() => process.exit(code)));
  return { url: server.url, leave: server.stop };
}
