// Connect's search of open invoices, through the procedures, beside SQL by hand, in each matter system. Options: --invoices 200000 --rounds 7
import { Client } from "pg";
import { openDemoPostgres } from "@/connect/databases/demo-postgres";
import { procedureMatterSystem } from "@/connect/procedure-matter-system";
import { MATTER_PLACES, type MatterPlace } from "@/db/seed/matter-systems/places";
import { seedMatterSystems } from "@/db/seed/matter-systems/seed-matter-systems";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import { systemClock } from "@/lib/platform/clock";
import { live } from "../runner/lifetime.mjs";
import { createBenchDatabase, openBenchServer, openClient } from "./support/database";
import { handWritten, MATTER_QUESTIONS, type MatterQuestion } from "./support/matter-questions";
import { readNumbers } from "./support/options";
import { printTable, tellLimits } from "./support/report";

const PAGE = 100;
const MOST_RATIO = 2;
const WARM_ROUNDS = 3;
/** A question that takes less is asked more often, because one hiccup of the machine is longer than it. */
const SHORT_MS = 40;
const SHORT_TIMES = 8;
/** Of the first firm: one of each system. */
const PLACES = MATTER_PLACES.slice(0, 4);

type Measured = { name: string; found: number; oursMs: number; rawMs: number; ratio: number };

await live(async () => {
  const options = readNumbers({ invoices: 200_000, rounds: 7 });
  const url = await createBenchDatabase(await openBenchServer());
  const owner = await openClient(url);
  await owner.query("create extension if not exists pg_trgm");
  const measured: Measured[] = [];
  try {
    for (const place of PLACES) {
      console.info(`Writing ${options.invoices.toLocaleString("en")} open invoices for ${nameOf(place)}.`);
      const asked = { now: systemClock.now(), invoices: options.invoices, schemas: [place.schema] };
      await seedMatterSystems(url, asked);
      await owner.query("vacuum (analyze)");
      measured.push(...(await measurePlace(url, place, options.rounds)));
      await owner.query(`drop schema ${place.schema} cascade`);
    }
  } finally {
    await owner.end();
  }
  print(measured);
  const worst = Math.max(...measured.map(({ ratio }) => ratio));
  return tellLimits([{ words: "greatest ratio of a search to the raw query", value: worst, atMost: MOST_RATIO }]);
});

async function measurePlace(url: string, place: MatterPlace, rounds: number): Promise<Measured[]> {
  const caller = openDemoPostgres({ databaseUrl: url, schema: place.schema, system: place.system });
  const drop = {
    drop: () => Promise.reject(new Error("A bench delivers nothing.")),
    check: () => Promise.resolve(null),
  };
  const definition = matterSystemDefinition(place.system);
  const system = procedureMatterSystem({ caller, definition, drop, serviceVersion: "bench" });
  const raw = new Client({ connectionString: url, options: `-c search_path=${place.schema} -c jit=off` });
  await raw.connect();
  try {
    const measured: Measured[] = [];
    for (const question of MATTER_QUESTIONS) {
      const { text, value } = handWritten(place.system, question);
      const ours = async () => (await system.searchInvoices({ ...question, cursor: null, limit: PAGE })).items.length;
      const best = async () => Math.min(PAGE, (await raw.query(text, [value, PAGE + 1])).rows.length);
      const name = `${nameOf(place)}: ${tell(question)}`;
      const first = await measure(name, { ours, best }, rounds);
      // Whatever else the machine did in between: what lies above the limit must lie there twice.
      const again = first.ratio > MOST_RATIO ? await measure(name, { ours, best }, rounds) : first;
      measured.push(again.ratio < first.ratio ? again : first);
    }
    return measured;
  } finally {
    await raw.end();
    await caller.close();
  }
}

/** Both in turns, so that whatever else the machine does weighs on both alike; the least, because it only ever adds. */
async function measure(
  name: string,
  { ours, best }: { ours: () => Promise<number>; best: () => Promise<number> },
  rounds: number,
): Promise<Measured> {
  const [found, expected] = [await ours(), await best()];
  for (let round = 0; round < WARM_ROUNDS; round++) await Promise.all([ours(), best()]);
  if (found !== expected) throw new Error(`${name}: the search found ${found}, the raw query ${expected}.`);
  let [oursMs, rawMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const startedAt = performance.now();
  await best();
  const times = performance.now() - startedAt < SHORT_MS ? rounds * SHORT_TIMES : rounds;
  for (let round = 0; round < times; round++)
    for (const isOurs of round % 2 === 0 ? [true, false] : [false, true]) {
      const askedAt = performance.now();
      await (isOurs ? ours() : best());
      const ms = performance.now() - askedAt;
      if (isOurs) oursMs = Math.min(oursMs, ms);
      else rawMs = Math.min(rawMs, ms);
    }
  return { name, found, oursMs, rawMs, ratio: oursMs / rawMs };
}

function nameOf({ system }: MatterPlace): string {
  return MATTER_SYSTEM_NAMES[system];
}

function tell({ by, match, query }: MatterQuestion): string {
  return `${by.replace("_", " ")} ${match === "exact" ? "is" : "has"} ${query}`;
}

function print(measured: readonly Measured[]): void {
  const lines = measured.map(({ name, found, oursMs, rawMs, ratio }) => [
    ...[name, String(found), oursMs.toFixed(1), rawMs.toFixed(1), ratio.toFixed(2)],
  ]);
  printTable(["least of the rounds", "rows", "search ms", "raw ms", "search / raw"], lines);
}
