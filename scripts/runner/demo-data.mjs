import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTypeScript } from "./children.mjs";
import { DEMO_FIRM_SLUG, inspectDatabase, isPayLinkOpen, migrate } from "./database.mjs";
import { dataFolder } from "./project.mjs";

/** Written by the seed: `{payLinkUrl, payLinkToken, ...}`, the same as the last line of its output. */
const DEMO_FILE = "demo.json";
/** Tells the seed's file of one database from that of another. */
const MARK_FILE = "demo-database";

/**
 * Migrates the database and seeds the demo firm, each only where it is missing.
 * @param {{url: string, embedded: boolean}} database
 * @param {{env: Record<string, string>, onStep: (words: string) => void}} options
 * @returns {Promise<Record<string, string>>} what the seed reported
 */
export async function ensureDemoData(database, { env, onStep }) {
  let { isMigrated, firmSlugs, hasConnect } = await inspectDatabase(database.url);
  if (!isMigrated) {
    onStep("Bringing the database up to date.");
    await migrate(database.url);
    ({ firmSlugs, hasConnect } = await inspectDatabase(database.url));
  }
  const known = readDemoFile(database);
  const isSeeded = firmSlugs[0] === DEMO_FIRM_SLUG;
  // The seed, run again, changes nothing, but finds another link when the one it named has been paid.
  if (isSeeded && hasConnect && known !== null && (await isPayLinkOpen(database.url, known.payLinkToken))) return known;
  if (firmSlugs.length > 0 && !isSeeded) {
    throw new Error(
      "The database in DATABASE_URL holds other firms, and the demo adds its firms only to an empty one. Unset DATABASE_URL, or name an empty database.",
    );
  }
  if (!isSeeded) onStep("Writing the demo firm.");
  else if (!hasConnect) onStep("Adding the demo's matter systems.");
  return seed(database, env);
}

/** Forgets what the seed of an earlier database reported. */
export function forgetDemoData() {
  for (const name of [DEMO_FILE, MARK_FILE]) rmSync(join(dataFolder(), name), { force: true });
}

/** Runs the seed; the last line of its output is one JSON object. */
export async function seed(database, env) {
  const { code, output } = await runTypeScript("scripts/seed-demo.ts", {
    env: { ...process.env, ...env, DATABASE_URL: database.url },
  });
  if (code !== 0) throw new Error(`The demo firm could not be written:\n${output.trim()}`);
  const report = JSON.parse(output.trim().split("\n").at(-1));
  writeFileSync(join(dataFolder(), MARK_FILE), markOf(database));
  return report;
}

function readDemoFile(database) {
  try {
    if (readFileSync(join(dataFolder(), MARK_FILE), "utf8") !== markOf(database)) return null;
    return JSON.parse(readFileSync(join(dataFolder(), DEMO_FILE), "utf8"));
  } catch {
    return null;
  }
}

// The embedded server has another port at each start.
function markOf({ url, embedded }) {
  if (embedded) return "embedded";
  const { host, pathname } = new URL(url);
  return createHash("sha256")
    .update(host + pathname)
    .digest("hex");
}
