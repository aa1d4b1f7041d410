// Runs the import rules of .dependency-cruiser.cjs over the product, and demands that every source file was really read:
// without its parser the tool reads nothing and is green.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./list-files.mjs";
import { cruise, ROOT } from "./run-tool.mjs";

const FOLDERS = ["app", "components", "connect", "db", "emails", "lib", "messages", "scripts", "tests"];
const ROOT_FILES = ["proxy.ts", "instrumentation.ts", "drizzle.config.ts", "vitest.config.ts", "next.config.mjs"];

const present = [...FOLDERS, ...ROOT_FILES].filter((path) => existsSync(join(ROOT, path)));
const { modules, violations } = cruise(ROOT, present);

const read = new Set(modules.map((module) => module.source));
const sources = FOLDERS.flatMap((folder) => listFiles(ROOT, folder)).filter((path) => /\.(ts|tsx|mjs)$/.test(path));
const unread = sources.filter((path) => !read.has(path));

for (const { rule, from, to } of violations) console.error(`${rule}: ${from} -> ${to}`);
for (const path of unread) console.error(`not read: ${path}`);
console.log(`Import rules: ${sources.length} files, ${violations.length} violations, ${unread.length} not read.`);
if (sources.length === 0 || violations.length + unread.length > 0) process.exitCode = 1;
