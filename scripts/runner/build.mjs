import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tryLock, withLock } from "../launcher/lock.mjs";
import { isAlive } from "../launcher/processes.mjs";
import { runNode } from "./children.mjs";
import { commandScript, ROOT, requireWritableProject } from "./project.mjs";

const STAMP = ".next/docketpay-sources";
// Everything else in the project may end up in the build.
const NOT_SOURCES = new Set([
  "node_modules",
  "tests",
  "docs",
  "scripts",
  "coverage",
  "connect",
  "tsconfig.tsbuildinfo",
  "next-env.d.ts",
]);

export const BUILD_ENV = {
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  // Else Next may ask the registry about its own compiler's packages, which a lock file of another system does not list.
  NEXT_IGNORE_INCORRECT_LOCKFILE: "1",
};

/** Whether the built app is that of the present sources. */
export function isBuilt() {
  return existsSync(join(ROOT, ".next/BUILD_ID")) && readText(join(ROOT, STAMP)) === hashSources();
}

/**
 * Builds the app unless it is up to date.
 * @returns {Promise<{code: number, output: string, built: boolean}>}
 */
export async function ensureBuilt({ onBuild } = {}) {
  if (isBuilt()) return { code: 0, output: "", built: false };
  requireWritableProject("The app is not built from the present sources");
  mkdirSync(join(ROOT, ".data"), { recursive: true });
  return withLock(join(ROOT, ".data/build.lock"), async () => {
    if (isBuilt()) return { code: 0, output: "", built: false };
    const user = findBuildUser();
    if (user !== null)
      throw new Error(
        `The sources have changed, and process ${user} runs the app from the present build. Stop it, then start again.`,
      );
    onBuild?.();
    return { ...(await build()), built: true };
  });
}

/** Says that this process serves the present build, so that nobody replaces it underneath. */
export function noteBuildUse() {
  const folder = join(ROOT, ".data/build-users");
  try {
    mkdirSync(folder, { recursive: true });
    tryLock(join(folder, String(process.pid)));
  } catch {
    // A read-only installation cannot be rebuilt either.
  }
}

/** Takes that back. */
export function endBuildUse() {
  rmSync(join(ROOT, ".data/build-users", String(process.pid)), { force: true });
}

async function build() {
  const sources = hashSources();
  rmSync(join(ROOT, STAMP), { force: true });
  const outcome = await runNode([commandScript("next"), "build"], { env: { ...process.env, ...BUILD_ENV } });
  // Sources that changed during the build are not what was built.
  if (outcome.code === 0 && hashSources() === sources) writeFileSync(join(ROOT, STAMP), sources);
  return outcome;
}

function findBuildUser() {
  const folder = join(ROOT, ".data/build-users");
  if (!existsSync(folder)) return null;
  const living = readdirSync(folder).find(
    (name) => /^\d+$/.test(name) && Number(name) !== process.pid && isAlive(Number(name)),
  );
  return living ?? null;
}

/** One hash of the names and contents of all files that may end up in the build. */
export function hashSources() {
  const hash = createHash("sha256");
  for (const entry of readdirSync(ROOT, { withFileTypes: true, recursive: false }).sort(byName)) {
    if (entry.name.startsWith(".") || NOT_SOURCES.has(entry.name) || entry.name.endsWith(".md")) continue;
    addToHash(hash, entry.name, entry);
  }
  return hash.digest("hex");
}

function addToHash(hash, path, entry) {
  if (entry.isDirectory()) {
    for (const child of readdirSync(join(ROOT, path), { withFileTypes: true }).sort(byName))
      addToHash(hash, `${path}/${child.name}`, child);
  } else if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) {
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(ROOT, path)))
      .update("\n");
  }
}

function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}

function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
