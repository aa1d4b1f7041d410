import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findHolder, tryLock, unlock } from "../launcher/lock.mjs";
import { startForLife } from "./lifetime.mjs";
import { dataFolder } from "./project.mjs";

/**
 * Claims the data folder for this command: two apps on one built-in database would stop it under each other's feet.
 * @param {{port: number, refusal: (holder: {pid: number | string, port: number}) => string}} options
 * @throws Error with the refusal when another living command holds it
 */
export async function takeDataFolder({ port, refusal }) {
  const lock = join(dataFolder(), "app.lock");
  await startForLife(
    () => {
      if (take(lock, port)) return lock;
      throw new Error(refusal({ pid: "unknown", port, ...findHolder(lock) }));
    },
    async () => unlock(lock),
  );
}

function take(lock, port) {
  try {
    mkdirSync(dataFolder(), { recursive: true });
    return tryLock(lock, { port });
  } catch (error) {
    throw new Error(
      `The folder ${dataFolder()} cannot be written (${error.code}). Set DATA_DIR to a folder that you may write.`,
      { cause: error },
    );
  }
}
