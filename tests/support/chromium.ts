import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

/** A Chromium that runs on this machine, and the environment it needs to do so. */
export type ChromiumProgram = { executablePath: string; env: Record<string, string> };

const require = createRequire(import.meta.url);
const runFile = promisify(execFile);
const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const SYSTEM_PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const PACKED = "@sparticuz/chromium";

/**
 * The browser for the journeys: `CHROMIUM_PATH`, else one that the system has, else the one packed in the npm package, which needs
 * nothing from the system.
 * @throws Error that says how to get one
 */
export async function findChromium(): Promise<ChromiumProgram> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (await answers(given, {})) return { executablePath: given, env: {} };
    throw new Error(`CHROMIUM_PATH names ${given}, which does not start.`);
  }
  for (const candidate of systemCandidates()) {
    if (existsSync(candidate) && (await answers(candidate, {}))) return { executablePath: candidate, env: {} };
  }
  if (process.platform === "linux" && process.arch === "x64") return usePackedChromium();
  throw new Error("No browser was found. Install Chromium or Chrome, or set CHROMIUM_PATH to one.");
}

function systemCandidates(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return [...SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...SYSTEM_PATHS];
}

async function answers(executablePath: string, env: Record<string, string>): Promise<boolean> {
  try {
    await runFile(executablePath, ["--version"], { env: { ...process.env, ...env }, timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

async function usePackedChromium(): Promise<ChromiumProgram> {
  const folder = await unpack();
  const executablePath = join(folder, "chromium");
  const fonts = { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  if (await answers(executablePath, fonts)) return { executablePath, env: fonts };
  // A bare system lacks NSS and expat, which the package brings along.
  const libraries = [join(folder, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  const withLibraries = { ...fonts, LD_LIBRARY_PATH: libraries };
  if (await answers(executablePath, withLibraries)) return { executablePath, env: withLibraries };
  throw new Error(
    `The browser in ${PACKED} does not start on this system. Install Chromium and set CHROMIUM_PATH to it.`,
  );
}

/** Unpacks beside the target and renames, so that a half-unpacked browser is never seen and two runs at once do no harm. */
async function unpack(): Promise<string> {
  const entry = require.resolve("@sparticuz/chromium");
  const root = entry.slice(0, entry.lastIndexOf(join(PACKED, "build")) + PACKED.length);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const cache = findCacheFolder(dirname(dirname(root)));
  const target = join(cache, `chromium-${version}`);
  if (existsSync(target)) return target;

  const draft = mkdtempSync(join(cache, "unpacking-"));
  // The package unpacks into the temporary folder, and its libraries only where it believes itself on that host.
  const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" };
  const code = `import chromium from ${JSON.stringify(PACKED)}; await chromium.executablePath();`;
  await runFile(process.execPath, ["--input-type=module", "-e", code], { env, cwd: root, timeout: 120_000 });
  writeFileSync(join(draft, "fonts.conf"), fontSettings(target));
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function findCacheFolder(nodeModules: string): string {
  const owner = process.getuid?.() ?? 0;
  for (const folder of [join(nodeModules, ".cache/docketpay"), join(tmpdir(), `docketpay-cache-${owner}`)]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      rmSync(mkdtempSync(join(folder, "try-")), { recursive: true });
      return folder;
    } catch {
      // Not writable: the next one.
    }
  }
  throw new Error(
    `Neither ${nodeModules} nor ${tmpdir()} can be written, so the browser cannot be unpacked. Set TMPDIR to a folder that can.`,
  );
}

/** Chromium's pages crash on a system without a single font, so the package's own font is always offered too. */
function fontSettings(folder: string): string {
  const folders = [join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${path}</dir>`).join("\n")}
  <cachedir>${join(folder, "font-cache")}</cachedir>
</fontconfig>
`;
}
