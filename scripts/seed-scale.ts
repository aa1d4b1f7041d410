// npm run seed:scale -- --payments 1000000: fills the first demo firm up to so many payments, by COPY.
import { migrateDatabase } from "@/db/migrate";
import { seedDemo } from "@/db/seed/demo";
import { HARTWELL } from "@/db/seed/firms";
import { seedScale } from "@/db/seed/scale";
import { systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { readNumbers } from "./bench/support/options";
import { openDatabase } from "./launcher/open-database";

async function main(): Promise<void> {
  const { payments } = readNumbers({ payments: 1_000_000 });
  const { NODE_ENV, DEV_TOOLS } = env();
  if (NODE_ENV === "production" && !DEV_TOOLS)
    throw new Error(
      "The demo firms have published passwords and keys, so they are not written into a production database.",
    );
  const database = await openDatabase();
  try {
    await migrateDatabase(database.url);
    await seedDemo(database.url, { now: systemClock.now() });
    const startedAt = performance.now();
    const count = await seedScale(database.url, HARTWELL, {
      now: systemClock.now(),
      count: payments,
      onStep: console.info,
    });
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.info(
      count === 0
        ? `${HARTWELL.name} has ${payments.toLocaleString("en")} payments or more already; nothing was changed.`
        : `${count.toLocaleString("en")} payments of ${HARTWELL.name} are written, in ${seconds} seconds.`,
    );
  } finally {
    await database.leave();
  }
}

await main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
