import { join } from "node:path";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { checkInstallation } from "./check-installation";
import { keepWitnessesIn } from "./internal/witness";

/** Soon enough that few payments lie between the last look and a crash. */
const EVERY_MS = 5_000;

const holder = globalThis as typeof globalThis & { docketpayGuard?: NodeJS.Timeout };

/**
 * Looks at the database from now on, once per process however often it is called: is it still the one it was, and how far has it come?
 * Keeps what it saw in DATA_DIR/witness. Charges do not wait for it, since each asks by itself.
 */
export function startGuard(): void {
  if (holder.docketpayGuard || !env().DATABASE_URL) return;
  keepWitnessesIn(join(env().DATA_DIR, "witness"));
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await checkInstallation();
    } catch (error) {
      // It may be away for a moment, or not migrated yet; there is no money without it either.
      log().debug({ err: error }, "the database could not be looked at");
    } finally {
      isLooking = false;
    }
  };
  holder.docketpayGuard = setInterval(() => void look(), EVERY_MS);
  holder.docketpayGuard.unref();
  void look();
}
