// One process that charges: started by the harness, told what to do, killed at any moment.

import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "@/db/client";
import { closeSandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import type { FromProcess, Orders, ToProcess } from "../model";
import { STRAYS_LANDED_MS } from "../timing";
import { chargeUntilStopped } from "./charge-until-stopped";
import { finishAll } from "./finish-all";
import { listReplaced } from "./replaced";

const stopping = new AbortController();
let allowance = Number.POSITIVE_INFINITY;

function tell(message: FromProcess): void {
  process.send?.(message);
}

/** Takes one from the allowance. */
function mayBegin(): boolean {
  if (allowance < 1) return false;
  allowance -= 1;
  return true;
}

async function work(orders: Orders): Promise<void> {
  // Settings are read on first use, so this is early enough.
  process.env.DATABASE_URL = orders.databaseUrl;
  if (orders.allowance !== null) allowance = orders.allowance;
  if (orders.task === "charge") await chargeUntilStopped(orders, { tell, mayBegin, stopped: stopping.signal });
  else await finishAll(orders, tell);
  await sleep(STRAYS_LANDED_MS);
  await Promise.all([closeDatabase(), closeSandboxPool()]);
  tell({ kind: "finished" });
  process.disconnect();
}

process.on("message", (message: ToProcess) => {
  if (message.kind === "stop") stopping.abort();
  else if (message.kind === "more") allowance += message.payments;
  else
    void work(message.orders).catch((error: unknown) => {
      tell({ kind: "surprise", text: `the process ended: ${String(error)}` });
      process.exit(1);
    });
});
// The harness itself may be killed; nothing of it stays behind.
process.on("disconnect", () => process.exit(0));
tell({ kind: "ready", without: listReplaced() });
