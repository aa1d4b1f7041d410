import { type FaultPlan, parseFaultPlan } from "./fault-plan";
import { type Books, readStoredFaultPlan } from "./store";

/**
 * The plan in force: the one set at /dev/sandbox, else the environment's. Read anew for each call, so that every process obeys a
 * change at once.
 * @throws Error when the environment's plan cannot be read; a stored one was checked when it was set
 */
export async function readFaultPlan(books: Books, environmentPlan: string): Promise<FaultPlan> {
  const text = (await readStoredFaultPlan(books)) ?? environmentPlan;
  const read = parseFaultPlan(text);
  if (!read.ok) throw new Error(`SANDBOX_FAULTS: ${read.refusal}`);
  return read.plan;
}
