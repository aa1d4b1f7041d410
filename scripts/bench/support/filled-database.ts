import { migrateDatabase } from "@/db/migrate";
import { seedDemo } from "@/db/seed/demo";
import { HARTWELL } from "@/db/seed/firms";
import { seedScale } from "@/db/seed/scale";
import { systemClock } from "@/lib/platform/clock";
import { resetEnv } from "@/lib/platform/env";
import { createBenchDatabase, openBenchServer, openClient } from "./database";

/**
 * A database in which the first demo firm has so many payments: the one that DATABASE_URL names, where it is filled already
 * (`npm run seed:scale`), else a new one on that server or on an embedded one. This process asks it from then on. Answers its address.
 */
export async function openFilledDatabase(payments: number): Promise<string> {
  const url = await openBenchServer();
  if (await isFilled(url, payments)) {
    console.info("The database of DATABASE_URL is filled already.");
    await migrateDatabase(url);
    return useDatabase(url);
  }
  return fillDatabase(await createBenchDatabase(url), payments);
}

/** Makes such a database on the server of DATABASE_URL, or on an embedded one. Answers its address. */
export async function makeFilledDatabase(payments: number): Promise<string> {
  return fillDatabase(await createBenchDatabase(await openBenchServer()), payments);
}

async function fillDatabase(url: string, payments: number): Promise<string> {
  const now = systemClock.now();
  await migrateDatabase(url);
  await seedDemo(url, { now });
  await seedScale(url, HARTWELL, { now, count: payments, onStep: console.info });
  return useDatabase(url);
}

async function isFilled(url: string, payments: number): Promise<boolean> {
  const client = await openClient(url);
  try {
    const { rows: found } = await client.query("select 1 where to_regclass('public.payments') is not null");
    if (found.length === 0) return false;
    await client.query("select set_config('app.firm_id', $1, false)", [HARTWELL.firmId]);
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from payments where firm_id = $1",
      [HARTWELL.firmId],
    );
    return (rows[0]?.count ?? 0) >= payments;
  } finally {
    await client.end();
  }
}

function useDatabase(url: string): string {
  process.env.DATABASE_URL = url;
  resetEnv();
  return url;
}
