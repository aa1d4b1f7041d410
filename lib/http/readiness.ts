import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import type { GatewayId } from "@/lib/gateways/port";
import { gatewayOf, listGatewaysToAsk } from "@/lib/gateways/registry";
import { findFreeze } from "@/lib/installation/find-freeze";
import { listFirmIds } from "@/lib/platform/directory";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";

/**
 * `checks` holds "ok" or a sentence that says what is missing and how to mend it. `money` is there while all money stands still: pages
 * are served all the same, so that it makes nothing unready.
 */
export type Readiness = { status: "ready" | "not_ready"; checks: Record<string, string>; money?: string };

const ANSWER_WITHIN_MS = 5_000;

/** Can this process serve and charge right now? Each check has a time limit, so that the answer comes while something hangs. */
export async function checkReadiness(): Promise<Readiness> {
  const checks: Record<string, string> = { database: await checkOne("database", checkDatabase) };
  if (checks.database === "ok") {
    checks.migrations = await checkOne("migrations", checkMigrations);
    if (checks.migrations === "ok" && env().DEV_TOOLS) checks.demo = await checkOne("demo", checkDemo);
    for (const id of listGatewaysToAsk()) checks[`gateway ${id}`] = await checkOne("gateway", () => checkGateway(id));
  }
  const isReady = Object.values(checks).every((words) => words === "ok");
  const money = checks.migrations === "ok" ? await checkOne("money", checkMoney) : "ok";
  return { status: isReady ? "ready" : "not_ready", checks, ...(money === "ok" ? {} : { money }) };
}

async function checkMoney(): Promise<string> {
  const { scope, reason } = await findFreeze();
  if (scope === "firm") return "ok";
  return reason === "restored"
    ? "All money stands still: the database was restored. docs/restore.md says what to do."
    : "All money stands still. npm run admin -- unfreeze lets it move.";
}

async function checkDatabase(): Promise<string> {
  await database().execute(sql`select 1`);
  return "ok";
}

async function checkMigrations(): Promise<string> {
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  const found = await database().execute<{ ran: string | null }>(
    sql`select max(created_at)::text as ran from drizzle.__drizzle_migrations`,
  );
  const ran = Number(found.rows[0]?.ran ?? 0);
  return ran >= newest ? "ok" : "The database is older than the program. Run: npm run db:migrate";
}

async function checkDemo(): Promise<string> {
  return (await listFirmIds()).length > 0 ? "ok" : "There is no firm. Run: npm run seed:demo";
}

async function checkGateway(id: GatewayId): Promise<string> {
  return (await gatewayOf(id).ping()) ? "ok" : `The gateway ${id} does not answer.`;
}

async function checkOne(what: string, check: () => Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`No answer within ${ANSWER_WITHIN_MS / 1000} seconds.`), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    // The cause may name hosts and users; it goes to the log, not to whoever asks.
    log().warn({ err: error, check: what }, "not ready");
    return what === "migrations"
      ? "The database was never migrated. Run: npm run db:migrate"
      : `The ${what} cannot be reached. The log names the cause.`;
  } finally {
    clearTimeout(timer);
  }
}
