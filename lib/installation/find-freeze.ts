import { readWitness } from "./internal/witness";
import type { Freeze } from "./model";
import { findInstallation } from "./queries";
import { findRestore, standsStill } from "./rules";

/** Why the money of a firm stands still, for whoever may see that it does; the firm itself is the cause where all others go on. */
export async function findFreeze(): Promise<Freeze> {
  const state = await findInstallation();
  const witness = state && readWitness(state.foundIdentity);
  if (state === null || !standsStill(state, witness)) return { scope: "firm", reason: "person" };
  const isRestored = state.frozenReason === "restored" || findRestore(state, witness) !== null;
  return { scope: "all", reason: isRestored ? "restored" : "person" };
}
