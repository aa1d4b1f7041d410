import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { platformPackageName } from "../launcher/binaries.mjs";
import { withLock } from "../launcher/lock.mjs";
import { startForLife } from "./lifetime.mjs";
import { ROOT, requireWritableProject } from "./project.mjs";

/** Installs exactly what package-lock.json names, development packages too, unless all of it is there already. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  requireWritableProject("The packages are not all installed");
  mkdirSync(join(ROOT, ".data"), { recursive: true });
  await withLock(join(ROOT, ".data/install.lock"), async () => {
    if (isInstalled()) return;
    console.info("Installing packages (npm ci).");
    const code = await runNpm(["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"]);
    if (code !== 0) throw new Error("The packages could not be installed; npm says why above.");
  });
}

/**
 * Whether node_modules holds every package of the lock file in its version. npm leaves out optional packages made for other systems,
 * so those may be absent, save the database of this one.
 */
export function isInstalled() {
  const wanted = readPackages("package-lock.json");
  const present = readPackages("node_modules/.package-lock.json");
  if (wanted === null) throw new Error("package-lock.json is missing or broken. Restore it from the repository.");
  if (present === null) return false;
  const database = `node_modules/${platformPackageName()}`;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const found = present[path];
    if (found === undefined) return (entry.optional || entry.devOptional) && path !== database;
    return found.version === entry.version && existsSync(join(ROOT, path));
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), "utf8")).packages;
  } catch {
    return null;
  }
}

async function runNpm(args) {
  const npm = process.env.npm_execpath;
  const [file, prefix, shell] = npm ? [process.execPath, [npm], false] : ["npm", [], process.platform === "win32"];
  const child = await startForLife(
    () => spawn(file, [...prefix, ...args], { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"], shell }),
    async (running) => void running.kill("SIGTERM"),
  );
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
