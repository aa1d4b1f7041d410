import { setTimeout as sleep } from "node:timers/promises";
import { sandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import { STRAYS_LANDED_MS } from "../timing";

const LOOK_EVERY_MS = 20;

/**
 * Waits until nothing that this process has sent is still on its way: before the clock is set ahead by hours, since a call that acts
 * twenty hours late is none that a gateway could make. On a busy machine a late call waits for the database, too.
 */
export async function waitForStrays(): Promise<void> {
  await sleep(STRAYS_LANDED_MS);
  const pool = sandboxPool();
  while (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) await sleep(LOOK_EVERY_MS);
}
