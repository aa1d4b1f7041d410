// npm run seed:demo: writes the demo firms into the database of DATABASE_URL, else the built-in one in DATA_DIR, once. The last line
// of output is one JSON object for the demo command.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { closeDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { seedConnect } from "@/db/seed/connect";
import { seedDemo } from "@/db/seed/demo";
import { DEMO_PASSWORD, HARTWELL } from "@/db/seed/firms";
import { seedInvoices } from "@/db/seed/invoices";
import { systemClock } from "@/lib/platform/clock";
import { env, resetEnv } from "@/lib/platform/env";
import { openDatabase } from "./launcher/open-database";

const { NODE_ENV, DEV_TOOLS } = env();
if (NODE_ENV === "production" && !DEV_TOOLS) {
  console.error(
    "The demo firms have published passwords and keys, so they are not written into a production database.",
  );
  process.exit(1);
}
const now = systemClock.now();
const database = await openDatabase();
const { seeded, payLinkToken, connected, invoiced } = await seed(database.url).finally(database.leave);
const payLinkPath = `/pay/${payLinkToken}`;
const report = {
  payLinkToken,
  payLinkPath,
  payLinkUrl: payLinkPath,
  signInEmail: HARTWELL.users[0].email,
  password: DEMO_PASSWORD,
};
const { DATA_DIR } = env();
mkdirSync(DATA_DIR, { recursive: true });
writeFileSync(join(DATA_DIR, "demo.json"), `${JSON.stringify(report)}\n`, { mode: 0o600 });
const isNew = seeded || connected || invoiced;
console.info(isNew ? "The demo firms are written." : "The demo firms were there already; nothing was changed.");
console.info(JSON.stringify(report));

async function seed(url: string) {
  await migrateDatabase(url);
  const written = { ...(await seedDemo(url, { now })), connected: await seedConnect(url, { now }) };
  // Invoices are made by the verbs themselves, which look for the database where the app does.
  process.env.DATABASE_URL = url;
  resetEnv();
  const invoiced = await seedInvoices({ now }).finally(closeDatabase);
  return { ...written, invoiced };
}
