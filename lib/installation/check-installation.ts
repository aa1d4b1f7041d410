import { sql } from "drizzle-orm";
import { database, inTransaction } from "@/db/client";
import { installation } from "@/db/schema/installation";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { invariant } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { tellFirms } from "./internal/tell-firms";
import { keepWitness, readWitness } from "./internal/witness";
import type { InstallationState, Witness } from "./model";
import { findInstallation } from "./queries";
import { findRestore, type Restore } from "./rules";

/**
 * Is this still the database it was? A restored one is frozen, in one conditional update, however many processes find out at once;
 * charges refuse by themselves before that. Else the witness outside the database is brought forward.
 */
export async function checkInstallation(clock: Clock = systemClock): Promise<"same" | "restored"> {
  let state = (await findInstallation()) ?? (await storeIdentity());
  const witness = readWitness(state.foundIdentity);
  // The witness may have come forward after the row was read. What it says was committed before, so that a second look shows it.
  if (findRestore(state, witness)) state = (await findInstallation()) ?? state;
  const restore = findRestore(state, witness);
  if (restore) return freezeRestored(state, witness, restore, clock);
  const mark = await raiseMark(state);
  keepWitness(state.foundIdentity, { epoch: state.epoch, mark });
  return "same";
}

async function storeIdentity(): Promise<InstallationState> {
  await database().insert(installation).values({ identity: sql`database_identity()` }).onConflictDoNothing();
  const state = await findInstallation();
  invariant(state, "the installation has its row");
  return state;
}

/**
 * Writes down how far the payments' history has come. The number is told outside only once this commit, and with it everything before
 * it, is safe on disk; else a database that crashed would seem to be behind.
 */
async function raiseMark(state: InstallationState): Promise<number> {
  const found = await database().execute<{ reached: string }>(
    sql`select last_value as reached from payment_events_id_seq`,
  );
  const reached = Number(found.rows[0]?.reached ?? 0);
  if (reached <= state.mark) return state.mark;
  await inTransaction("begin; set local synchronous_commit = on", (tx) =>
    tx
      .update(installation)
      .set({ mark: sql`greatest(${installation.mark}, ${reached})` })
      .where(sql`${installation.epoch} = ${state.epoch}`),
  );
  return reached;
}

async function freezeRestored(
  state: InstallationState,
  witness: Witness | null,
  restore: Restore,
  clock: Clock,
): Promise<"restored"> {
  const epoch = Math.max(state.epoch, witness?.epoch ?? 0) + 1;
  const now = clock.now();
  const frozen = await database()
    .update(installation)
    .set({
      identity: state.foundIdentity,
      epoch,
      frozenAt: sql`coalesce(${installation.frozenAt}, ${now})`,
      frozenReason: "restored",
      frozenBy: "system:restore-guard",
      restoredAt: now,
    })
    .where(sql`${installation.identity} = ${state.identity} and ${installation.epoch} = ${state.epoch}`)
    .returning({ mark: installation.mark });
  const [row] = frozen;
  // Another process was first; its word counts, and is read with the next look.
  if (!row) return "restored";
  keepWitness(state.foundIdentity, { epoch, mark: row.mark });
  log().error(
    { restore, epoch },
    "this database was restored: no money moves until the charges since then are imported",
  );
  await tellFirms("restore-guard", clock, { isFrozen: true, reason: "restored" });
  return "restored";
}
