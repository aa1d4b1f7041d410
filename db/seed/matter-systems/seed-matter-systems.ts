import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, type ClientBase } from "pg";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import type { Asked } from "./asked-bills";
import { withMany } from "./invent-many";
import { asStory, inventBaseStory } from "./invent-story";
import { MATTER_PLACES, type MatterPlace } from "./places";
import { shapeAderant } from "./shapes/aderant";
import { shapeEnterprise } from "./shapes/enterprise";
import { shapeProlaw } from "./shapes/prolaw";
import { type TableRows, writeTables } from "./shapes/tables";
import { shapeThreeE } from "./shapes/three-e";
import type { MatterStory } from "./story";

/** Raised when tables or story change, so that a demo of an earlier version is written anew. */
const VERSION = 1;
const FILES = join(process.cwd(), "db", "seed", "matter-systems");
/** Any constant: two seeds at once run one after the other. */
const SEED_LOCK = 7_260_116;

const SHAPES: Record<MatterSystemId, { file: string; shape: (story: MatterStory) => TableRows[] }> = {
  enterprise: { file: "enterprise.sql", shape: shapeEnterprise },
  threeE: { file: "three-e.sql", shape: shapeThreeE },
  prolaw: { file: "prolaw.sql", shape: shapeProlaw },
  aderant: { file: "aderant.sql", shape: shapeAderant },
};

export type MatterSeedOptions = {
  /** Dates are told relative to this instant. */
  now: Date;
  /** So many open invoices more than the story's own, in each system. */
  invoices?: number;
  /** These schemas only; all of `MATTER_PLACES` when absent. */
  schemas?: readonly string[];
  /** What the payments of a firm went to, by the firm's id. */
  asked?: ReadonlyMap<string, Asked>;
};

/**
 * Writes the demo matter systems, each once: one that is there already stays as it is, with all that was booked in it since. Needs the
 * owner's connection.
 * @returns the schemas that were written
 */
export async function seedMatterSystems(databaseUrl: string, options: MatterSeedOptions): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const written: string[] = [];
    for (const place of MATTER_PLACES) {
      if (options.schemas && !options.schemas.includes(place.schema)) continue;
      if (await seedPlace(client, place, options)) written.push(place.schema);
    }
    return written;
  } finally {
    await client.end();
  }
}

async function seedPlace(client: ClientBase, place: MatterPlace, options: MatterSeedOptions): Promise<boolean> {
  await client.query("begin");
  await client.query("select pg_advisory_xact_lock($1)", [SEED_LOCK]);
  const mark = `docketpay demo ${VERSION}, ${options.invoices ?? 0} invoices more`;
  const isThere = (await readMark(client, place.schema)) === mark;
  if (!isThere) await writePlace(client, place, options, mark);
  await client.query("commit");
  return !isThere;
}

async function readMark(client: ClientBase, schema: string): Promise<string | null> {
  const found = await client.query<{ mark: string | null }>(
    "select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = $1",
    [schema],
  );
  return found.rows[0]?.mark ?? null;
}

async function writePlace(
  client: ClientBase,
  { schema, system, firm }: MatterPlace,
  { now, invoices = 0, asked }: MatterSeedOptions,
  mark: string,
): Promise<void> {
  const today = now.toISOString().slice(0, 10);
  const base = inventBaseStory(firm, { today, asked: asked?.get(firm.firmId) });
  const story = invoices > 0 ? withMany(base, { invoices, today }) : asStory(base);
  const { file, shape } = SHAPES[system];
  await client.query(`drop schema if exists ${schema} cascade; create schema ${schema}`);
  // Its tables first; the rest of the path holds what trigrams need.
  await client.query(`set local search_path = ${schema}, public`);
  await client.query(readFileSync(join(FILES, "tables", file), "utf8"));
  await writeTables(client, shape(story));
  await client.query(readFileSync(join(FILES, "indexes", file), "utf8"));
  await client.query(`comment on schema ${schema} is '${mark}'`);
  await client.query(`analyze ${(await tablesOf(client, schema)).join(", ")}`);
  await client.query("set local search_path = public");
}

async function tablesOf(client: ClientBase, schema: string): Promise<string[]> {
  const found = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = $1 order by 1",
    [schema],
  );
  return found.rows.map((row) => row.name);
}
