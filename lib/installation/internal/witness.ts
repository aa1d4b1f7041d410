import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { log } from "@/lib/platform/log";
import type { Witness } from "../model";
import { laterOf, witnessName } from "../rules";

type Held = { folder: string | null; known: Map<string, Witness | null> };
const holder = globalThis as typeof globalThis & { docketpayWitnesses?: Held };

function held(): Held {
  holder.docketpayWitnesses ??= { folder: null, known: new Map() };
  return holder.docketpayWitnesses;
}

/** From now on what was seen of a database is also kept in files of this folder, so that it outlives the process and the database. */
export function keepWitnessesIn(folder: string | null): void {
  holder.docketpayWitnesses = { folder, known: new Map() };
}

const Stored = z.object({ epoch: z.int().min(0), mark: z.int().min(0) });

/** The furthest state of this database that this process, or another before it, has seen. Reads its file once. */
export function readWitness(identity: string): Witness | null {
  const name = witnessName(identity);
  const { known } = held();
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = readFile(name);
  known.set(name, found);
  return found;
}

/** Remembers how far the books have come. What was further already stays. */
export function keepWitness(identity: string, seen: Witness): void {
  const name = witnessName(identity);
  const { folder, known } = held();
  const before = known.get(name) ?? null;
  const latest = laterOf(before, seen) ?? seen;
  known.set(name, latest);
  if (folder === null || (before?.epoch === latest.epoch && before.mark === latest.mark)) return;
  // Another process of this machine may have come further.
  writeFile(folder, name, laterOf(readFile(name), latest) ?? latest);
}

function readFile(name: string): Witness | null {
  const { folder } = held();
  if (folder === null) return null;
  try {
    return Stored.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isMissing)
      log().warn({ err: error }, "the witness file cannot be read; a restored copy of the files would not be noticed");
    return null;
  }
}

/** Written aside and moved into place, so that a reader never sees half of it. */
function writeFile(folder: string, name: string, witness: Witness): void {
  const path = join(folder, `${name}.json`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${path}.${process.pid}`, `${JSON.stringify(witness)}\n`, { mode: 0o600, flush: true });
    renameSync(`${path}.${process.pid}`, path);
  } catch (error) {
    log().warn({ err: error }, "the witness file cannot be written; a restored copy of the files would not be noticed");
  }
}
