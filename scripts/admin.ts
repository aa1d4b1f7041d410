// npm run admin -- <command>: tools for a lock-out or an emergency. They act on the database itself, so whoever can run them is trusted.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { closeDatabase } from "@/db/client";
import { env, resetEnv } from "@/lib/platform/env";
import { ADMIN_COMMANDS, type AdminOptions, UsageError } from "./admin/commands";
import { startDatabase } from "./launcher/start-database.mjs";

const HELP = `Usage: npm run admin -- <command> [options]

${ADMIN_COMMANDS.map(({ name, options, help }) => `  ${`${name} ${options}`.trimEnd()}\n      ${help}`).join("\n")}

The database is the one of DATABASE_URL, else the built-in one in DATA_DIR.`;

async function main(args: string[]): Promise<number> {
  const { command, options } = readArguments(args);
  if (command === "help") {
    console.info(HELP);
    return 0;
  }
  const chosen = ADMIN_COMMANDS.find(({ name }) => name === command);
  if (!chosen) throw new UsageError(command ? `There is no command ${command}.` : "Which command?");
  const leave = await findDatabase();
  try {
    return await chosen.run(options);
  } finally {
    await closeDatabase();
    await leave();
  }
}

function readArguments(args: string[]): { command: string; options: AdminOptions } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        firm: { type: "string" },
        email: { type: "string" },
        name: { type: "string" },
        all: { type: "boolean" },
        force: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    const [command = "", ...rest] = positionals;
    if (values.help) return { command: "help", options: {} };
    if (rest.length > 0) throw new UsageError(`What is ${rest.join(" ")} for? Put values of several words in quotes.`);
    return { command, options: values };
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

/** Joins the built-in database when no other is named; it may be running or not. @returns how to leave it again */
async function findDatabase(): Promise<() => Promise<void>> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL) return async () => undefined;
  const dataDir = join(DATA_DIR, "postgres");
  if (!existsSync(dataDir)) {
    throw new Error(
      `There is no database yet: DATABASE_URL is not set and ${dataDir} does not exist. Start Docketpay once, or set one of them.`,
    );
  }
  const server = await startDatabase({ dataDir });
  process.env.DATABASE_URL = server.url;
  resetEnv();
  return server.stop;
}

/** What went wrong, from the database's own error if there is one: its library repeats the whole statement. */
function explain(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (["42P01", "42883", "42703"].includes(code))
    return "The database is not up to date. Run npm run db:migrate first.";
  if (["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT"].includes(code))
    return "The database does not answer. Look at DATABASE_URL.";
  const words = cause instanceof Error ? cause.message || code : String(cause);
  return cause === error ? words : `The database says: ${words}`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
  } else {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
