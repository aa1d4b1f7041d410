// The firms' side of the demo in one process: a Connect service for each demo matter system, and the systems' own importers. Started by
// npm run demo and by tests: node --import tsx connect/demo/main.ts <address of the portal> <folder> [how often files are looked for, in ms]
import { MATTER_PLACES } from "@/db/seed/matter-systems/places";
import { env } from "@/lib/platform/env";
import { translateProcedure } from "../databases/postgres-dialect";
import { type ServedPlace, servePlace } from "./serve-place";

const [, , portalUrl, folder, importEveryMs = "1000"] = process.argv;
const { DATABASE_URL: databaseUrl } = env();
if (!portalUrl || !folder || !databaseUrl) {
  process.stderr.write(
    "It wants DATABASE_URL, the address of the portal and a folder. npm run demo gives it all three.\n",
  );
  process.exit(1);
}
// Loading the translator holds this process up for a second or more, in which a database that answers would seem silent.
await translateProcedure({ name: "warm_up", params: [], statements: [{ kind: "run", sql: "SELECT 1" }] }, new Map());
const served = serve({ portalUrl, folder, databaseUrl });

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await Promise.all(served.map((place) => place.stop()));
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end());

function serve(where: { portalUrl: string; folder: string; databaseUrl: string }): ServedPlace[] {
  const tell = (words: string) => process.stdout.write(`${words}\n`);
  try {
    return MATTER_PLACES.map((place) => servePlace(place, { ...where, importEveryMs: Number(importEveryMs), tell }));
  } catch (error) {
    // Another demo has the folder, for example; in words.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
