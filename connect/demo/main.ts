// The firms' side of the demo in one process: a Connect service for each demo matter system, and the systems' own importers. Started by
// npm run demo and by tests: node --import tsx connect/demo/main.ts <address of the portal> <folder> [how often files are looked for, in ms]
import { MATTER_PLACES } from "@/db/seed/matter-systems/places";
import { env } from "@/lib/platform/env";
import { servePlace } from "./serve-place";

const [, , portalUrl, folder, importEveryMs = "1000"] = process.argv;
const { DATABASE_URL: databaseUrl } = env();
if (!portalUrl || !folder || !databaseUrl) {
  process.stderr.write(
    "It wants DATABASE_URL, the address of the portal and a folder. npm run demo gives it all three.\n",
  );
  process.exit(1);
}
const served = MATTER_PLACES.map((place) =>
  servePlace(place, {
    databaseUrl,
    portalUrl,
    folder,
    importEveryMs: Number(importEveryMs),
    tell: (words) => process.stdout.write(`${words}\n`),
  }),
);

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await Promise.all(served.map((place) => place.stop()));
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end());
