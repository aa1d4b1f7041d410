// One process that charges: started by the harness, told what to do, killed at any moment.

import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "@/db/client";
import { closeSandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import type { FromProcess, Orders, Told, ToProcess } from "../model";
import { sharedClock } from "../shared-clock";
import { STRAYS_LANDED_MS } from "../timing";
import { chargeUntilStopped } from "./charge-until-stopped";
import { explainFault } from "./explain-fault";
import { finishAll } from "./finish-all";
import { finishStories } from "./finish-stories";
import { hearEvent } from "./hear-event";
import { openTill } from "./open-till";
import type { Till } from "./pay-once";
import { listReplaced } from "./replaced";

const stopping = new AbortController();
let allowance = Number.POSITIVE_INFINITY;
let till: Till | null = null;

function tell(message: FromProcess): void {
  process.send?.(message);
}

/** Takes one from the allowance. */
function mayBegin(): boolean {
  if (allowance < 1) return false;
  allowance -= 1;
  return true;
}

function giveBack(): void {
  allowance += 1;
}

async function work(orders: Orders): Promise<void> {
  // Settings are read on first use, so this is early enough.
  process.env.DATABASE_URL = orders.databaseUrl;
  process.env.STRIPE_API_BASE = orders.stripeUrl;
  if (orders.allowance !== null) allowance = orders.allowance;
  if (orders.task === "charge") {
    till = openTill(orders, sharedClock(orders.time));
    await chargeUntilStopped(orders, till, { tell, mayBegin, giveBack, stopped: stopping.signal });
  } else await (orders.isMixed ? finishStories(orders, tell) : finishAll(orders, tell));
  await sleep(STRAYS_LANDED_MS);
  await Promise.all([closeDatabase(), closeSandboxPool()]);
  tell({ kind: "finished" });
  process.disconnect();
}

async function hear(told: Told): Promise<void> {
  if (till === null) return;
  await hearEvent(till, told).catch((error: unknown) => {
    const text = explainFault(error);
    if (text !== null && !stopping.signal.aborted) tell({ kind: "surprise", text: `event: ${text}` });
  });
}

process.on("message", (message: ToProcess) => {
  if (message.kind === "stop") stopping.abort();
  else if (message.kind === "more") allowance += message.payments;
  else if (message.kind === "told") void hear(message.told);
  else
    void work(message.orders).catch((error: unknown) => {
      tell({ kind: "surprise", text: `the process ended: ${String(error)}` });
      process.exit(1);
    });
});
// The harness itself may be killed; nothing of it stays behind.
process.on("disconnect", () => process.exit(0));
tell({ kind: "ready", without: listReplaced() });
