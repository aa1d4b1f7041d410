// npm run seed:demo: writes the demo firms into DATABASE_URL, once. The last line of output is one JSON object for the demo command.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedConnect } from "@/db/seed/connect";
import { seedDemo } from "@/db/seed/demo";
import { DEMO_PASSWORD, HARTWELL } from "@/db/seed/firms";
import { systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";

const { DATABASE_URL, DATA_DIR, NODE_ENV, DEV_TOOLS } = env();
if (!DATABASE_URL) {
  console.error("DATABASE_URL is not set. npm run demo starts an embedded database and seeds it by itself.");
  process.exit(1);
}
if (NODE_ENV === "production" && !DEV_TOOLS) {
  console.error(
    "The demo firms have published passwords and keys, so they are not written into a production database.",
  );
  process.exit(1);
}
const now = systemClock.now();
const { seeded, payLinkToken } = await seedDemo(DATABASE_URL, { now });
const connected = await seedConnect(DATABASE_URL, { now });
const payLinkPath = `/pay/${payLinkToken}`;
const report = {
  payLinkToken,
  payLinkPath,
  payLinkUrl: payLinkPath,
  signInEmail: HARTWELL.users[0].email,
  password: DEMO_PASSWORD,
};
mkdirSync(DATA_DIR, { recursive: true });
writeFileSync(join(DATA_DIR, "demo.json"), `${JSON.stringify(report)}\n`, { mode: 0o600 });
const isNew = seeded || connected;
console.info(isNew ? "The demo firms are written." : "The demo firms were there already; nothing was changed.");
console.info(JSON.stringify(report));
