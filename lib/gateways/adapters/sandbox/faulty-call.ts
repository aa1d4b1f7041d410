import { setTimeout as sleep } from "node:timers/promises";
import { CALM, type CallFaults, decideFaults, type FaultPlan, hasFaults } from "./fault-plan";

/** What a caller over a network gets: an answer, or not. Not having one says nothing about what was done. */
export type CallResult<T> = { ok: true; value: T } | { ok: false; detail: string };

export type CallParts = {
  plan: FaultPlan;
  /** How long the caller waits for an answer. */
  timeoutMs: number;
  nextCallNumber: () => Promise<number>;
};

/** How long after the caller has given up a `late` call still acts. */
const LATE_BY_MS = 250;

/**
 * Stands for the network between the product and the processor: runs `act`, within the time limit, with whatever the fault plan
 * has for this call. Never throws.
 */
export async function callThroughFaults<T>(
  parts: CallParts,
  act: (faults: CallFaults) => Promise<T>,
): Promise<CallResult<T>> {
  try {
    const faults = hasFaults(parts.plan) ? decideFaults(parts.plan, await parts.nextCallNumber()) : CALM;
    return await withinTime(parts.timeoutMs, () => meetFaults(faults, parts, act));
  } catch (error) {
    return {
      ok: false,
      detail: `The gateway did not answer: ${error instanceof Error ? error.message : "unreadable fault"}`,
    };
  }
}

async function meetFaults<T>(
  faults: CallFaults,
  parts: CallParts,
  act: (faults: CallFaults) => Promise<T>,
): Promise<CallResult<T>> {
  if (faults.down) return { ok: false, detail: "The gateway answered 503." };
  if (faults.unsent) return silence();
  if (faults.late) {
    void sleep(parts.timeoutMs + LATE_BY_MS)
      .then(() => act(faults))
      // Nobody waits for this answer; the books show what came of it.
      .catch(() => undefined);
    return silence();
  }
  if (faults.error && !faults.errorAfterActing) return { ok: false, detail: "The gateway answered 500." };
  const value = await act(faults);
  if (faults.error) return { ok: false, detail: "The gateway answered 500." };
  if (faults.lost) return silence();
  if (faults.slow) await sleep(parts.plan.slowMs);
  return { ok: true, value };
}

/** An answer that never comes; the time limit ends the wait. */
function silence(): Promise<never> {
  return new Promise(() => undefined);
}

async function withinTime<T>(timeoutMs: number, work: () => Promise<CallResult<T>>): Promise<CallResult<T>> {
  const stop = new AbortController();
  const giveUp = sleep(timeoutMs, undefined, { signal: stop.signal }).then(
    (): CallResult<T> => ({ ok: false, detail: `The gateway did not answer within ${timeoutMs} ms.` }),
    (): CallResult<T> => ({ ok: false, detail: "The wait was called off." }),
  );
  const working = work();
  // When the limit wins, a later failure of the work has no one left to tell.
  working.catch(() => undefined);
  try {
    return await Promise.race([working, giveUp]);
  } finally {
    stop.abort();
  }
}
