import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const CRUISER = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const KNIP = join(ROOT, "node_modules/knip/bin/knip.js");
const BIOME = join(ROOT, "node_modules/@biomejs/biome/bin/biome");

/**
 * Reads the imports of `paths` (relative to `folder`, whose .dependency-cruiser.cjs counts).
 *
 * @param {string} folder
 * @param {string[]} paths
 * @returns {{ modules: { source: string }[], violations: { rule: string, from: string, to: string }[] }}
 */
export function cruise(folder, paths) {
  const report = runForJson(folder, [
    CRUISER,
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "json",
    ...paths,
  ]);
  const violations = report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { modules: report.modules, violations };
}

/**
 * What Biome finds in `folder`, by the biome.json there: rule ("lint/style/noProcessEnv", "format") and file.
 *
 * @param {string} folder
 * @returns {{ rule: string, from: string }[]}
 */
export function lint(folder) {
  const report = runForJson(folder, [BIOME, "check", "--reporter=json", "--max-diagnostics=none", "."]);
  return report.diagnostics.map(({ category, location }) => ({ rule: category, from: pathOf(location) }));
}

/**
 * What knip finds unused in `folder`, by the knip.json there: kind ("files", "exports", "dependencies", "types") and file.
 *
 * @param {string} folder
 * @returns {{ rule: string, from: string }[]}
 */
export function findUnused(folder) {
  const { issues } = runForJson(folder, [KNIP, "--no-progress", "--reporter", "json"]);
  return issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([rule, found]) => (found.length > 0 ? [{ rule, from: file }] : [])),
  );
}

function pathOf(location) {
  const path = location?.path;
  return typeof path === "string" ? path : (path?.file ?? "");
}

function runForJson(folder, args) {
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
  const start = run.stdout.indexOf("{");
  if (start < 0) throw new Error(`${args[0]} did not run:\n${run.stderr}`);
  return JSON.parse(run.stdout.slice(start));
}
