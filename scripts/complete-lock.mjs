// node scripts/complete-lock.mjs   After `npm install`: adds to package-lock.json the optional packages made for other systems that
// npm left out (it drops what it has not installed, and what the registry at hand does not hold). Without them `npm ci` refuses the
// lock file. Versions come from the packages that ask for them; npm on such a system fetches them by that version.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describePlatform, findMissingOptional } from "./runner/lock-file.mjs";
import { ROOT } from "./runner/project.mjs";

const file = join(ROOT, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = findMissingOptional(lock);
for (const { path, name, version, isDev } of missing) {
  lock.packages[path] = { version, ...(isDev ? { dev: true } : {}), optional: true, ...describePlatform(name) };
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.info(`${missing.length} packages added.`);
