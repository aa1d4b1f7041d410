import type { InstallationState, Witness } from "./model";

/** Is one state of the books earlier than another? A restore that was found counts more than any number of payments. */
export function isBehind(books: Witness, witness: Witness): boolean {
  return books.epoch === witness.epoch ? books.mark < witness.mark : books.epoch < witness.epoch;
}

export function laterOf(a: Witness | null, b: Witness | null): Witness | null {
  if (a === null || b === null) return a ?? b;
  return isBehind(a, b) ? b : a;
}

export type Restore = "another_database" | "behind_witness";

/**
 * Was this database restored since it was last looked at? A dump in a new database has another identity, a promoted or rewound one
 * another timeline; a copy of the files is the same database, but behind what was seen outside of it.
 */
export function findRestore(state: InstallationState, witness: Witness | null): Restore | null {
  if (state.identity !== state.foundIdentity) return "another_database";
  return witness !== null && isBehind(state, witness) ? "behind_witness" : null;
}

/** May no money move, for any firm? A database that nobody has looked at yet has nothing to compare and is not frozen. */
export function standsStill(state: InstallationState | null, witness: Witness | null): boolean {
  return state !== null && (state.frozenAt !== null || findRestore(state, witness) !== null);
}

/** The file that outlives a restore is kept by cluster and database: a new timeline is still the same books. */
export function witnessName(identity: string): string {
  const [cluster = "", database = ""] = identity.split("/");
  return `${cluster}-${database}`.replace(/[^0-9a-z-]/gi, "_");
}
