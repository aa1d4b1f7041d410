import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startForLife } from "./lifetime.mjs";

/**
 * Gives this command and all it starts a temporary folder of their own, removed at the end, also when the programs in between were
 * stopped half-way.
 * @returns {Promise<string>}
 */
export async function useTempFolder() {
  const folder = await startForLife(
    () => mkdtempSync(join(tmpdir(), "docketpay-run-")),
    async (made) => rmSync(made, { recursive: true, force: true, maxRetries: 3 }),
  );
  // The user whom root becomes for the database must be able to enter it.
  chmodSync(folder, 0o755);
  for (const name of ["TMPDIR", "TMP", "TEMP"]) process.env[name] = folder;
  return folder;
}
