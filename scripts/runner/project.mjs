import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, whatever folder the command was started in. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Reads `.env`; what the shell has set stands. */
export function loadSettings() {
  process.chdir(ROOT);
  const file = join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

/** A setting from the environment, or from the file that `<name>_FILE` names; undefined when it is unset or empty. */
export function readSetting(name) {
  const file = process.env[`${name}_FILE`];
  const value = file ? readFileSync(file, "utf8").trim() : process.env[name];
  return value === undefined || value === "" ? undefined : value;
}

/**
 * For what must be written into the project's own folder. The data of a demo need not: see DATA_DIR.
 * @param {string} reason why it must, as the beginning of a sentence
 * @throws Error with the whole sentence when the folder may only be read
 */
export function requireWritableProject(reason) {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch (error) {
    throw new Error(
      `${reason}, and the folder ${ROOT} may only be read. Run npm run demo in it once as a user who may write to it, or copy it to a folder of your own.`,
      { cause: error },
    );
  }
}

/** Where the embedded database and files live. */
export function dataFolder() {
  return resolve(ROOT, readSetting("DATA_DIR") ?? ".data");
}

/** @throws Error with a sentence when PORT is no port */
export function readPort() {
  const text = readSetting("PORT") ?? "3000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(`PORT is ${text}; it must be a whole number from 1 to 65535.`);
  return port;
}

/** The script of an installed command, to be run by this Node: the same on every system, no shell needed. */
export function commandScript(packageName, command = packageName) {
  const manifest = findManifest(packageName);
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return join(dirname(manifest), typeof bin === "string" ? bin : bin[command]);
}

function findManifest(packageName) {
  const folders = createRequire(import.meta.url).resolve.paths(packageName) ?? [];
  const found = folders.map((folder) => join(folder, packageName, "package.json")).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`The package ${packageName} is not installed. Run: npm ci --include=dev`);
  return found;
}

/** The value of `--only <name>`, undefined without it. */
export function readOnlyOption(names) {
  const args = process.argv.slice(2);
  if (args.length === 0) return undefined;
  const [option, name] = args.length === 1 ? args[0].split("=") : args;
  if (option === "--only" && names.includes(name) && args.length <= 2) return name;
  throw new Error(`Unknown option ${args.join(" ")}. Known: --only <name>, with one of ${names.join(", ")}.`);
}
