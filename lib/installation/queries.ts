import { type SQL, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { installation } from "@/db/schema/installation";
import { rowFromJson } from "@/lib/platform/row-from-json";
import { readWitness } from "./internal/witness";
import type { InstallationState } from "./model";
import { standsStill } from "./rules";

export type InstallationJson = Record<string, unknown> | null;

/** One value of any question: what the database says of itself, so that whoever moves money asks in the transaction that claims it. */
export function installationJson(): SQL<InstallationJson> {
  return sql<InstallationJson>`(select row_to_json(s) from (select i.*, database_identity() as found from installation i) s)`;
}

/**
 * May no money move, for any firm? A restored database stands still before anybody has looked at it. The witness may have come forward
 * after the row was read, and then the row only seems to be behind: before that is believed, `readAgain` reads it once more.
 */
export async function isInstallationStill(
  json: InstallationJson,
  readAgain: () => Promise<InstallationJson>,
): Promise<boolean> {
  const state = installationOf(json);
  const witness = state && readWitness(state.foundIdentity);
  return standsStill(state, witness) && standsStill(installationOf(await readAgain()), witness);
}

/** Null before the first look at a new database. */
export async function findInstallation(): Promise<InstallationState | null> {
  const found = await database().execute<{ state: InstallationJson }>(sql`select ${installationJson()} as state`);
  return installationOf(found.rows[0]?.state ?? null);
}

function installationOf(json: InstallationJson): InstallationState | null {
  if (json === null) return null;
  const { only: _one, frozenReason, ...row } = rowFromJson(installation, json);
  return { ...row, frozenReason: frozenReason || null, foundIdentity: String(json.found) };
}
