import { Client, type ClientBase } from "pg";
import { customFields } from "@/db/schema/custom-fields";
import { payers } from "@/db/schema/payers";
import { copyRows } from "./copy-rows";
import type { SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import { createRandom } from "./random";
import { SCALE_NEIGHBOURS } from "./scale-neighbours";
import { inventPayments, SCALE_COLUMNS } from "./scale-payments";
import { inventPeople, type ScalePerson } from "./scale-people";

const DAY_MS = 86_400_000;
const YEARS = 3;
const FIELD = { id: "fld_scale0office", label: "Office", options: ["Albany", "Brooklyn", "Newark", "Stamford"] };
/** Any constant: two seeds at once run one after the other. */
const SCALE_LOCK = 7_260_116;

export type ScaleOptions = { now: Date; count: number; onStep?: (words: string) => void };

/**
 * Fills a firm of the demo up to so many payments of three years, by COPY, with what belongs to them in both books. Needs the owner's
 * connection. Indexes are dropped first and made anew, which locks the payments meanwhile. @returns how many were written; 0 when the
 * firm has as many already
 */
export async function seedScale(databaseUrl: string, firm: SeedFirm, options: ScaleOptions): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [SCALE_LOCK]);
    await client.query(
      "select set_config('app.firm_id', $1, true), set_config('app.actor', 'system:seed', true), set_config('app.now', $2, true)",
      [firm.firmId, options.now.toISOString()],
    );
    const missing = options.count - (await countPayments(client, firm.firmId));
    if (missing > 0) await writeScale(client, firm, { ...options, count: missing });
    await client.query("commit");
    if (missing > 0)
      await client.query("vacuum (analyze) payments, payment_days, taken_days, payers, trust_entries, refunds");
    return Math.max(0, missing);
  } finally {
    await client.end();
  }
}

async function countPayments(client: ClientBase, firmId: string): Promise<number> {
  const known = await client.query("select 1 from firms where firm_id = $1", [firmId]);
  if (known.rows.length === 0)
    throw new Error("The demo firms are not in this database. Run npm run demo or npm run seed:demo first.");
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from payments where firm_id = $1",
    [firmId],
  );
  return rows[0]?.count ?? 0;
}

async function writeScale(client: ClientBase, firm: SeedFirm, { now, count, onStep }: ScaleOptions): Promise<void> {
  const say = onStep ?? (() => undefined);
  const from = new Date(now.getTime() - YEARS * 365 * DAY_MS);
  const random = createRandom(`${firm.slug}/scale`);
  const kept = Math.min(20_000, Math.ceil(count / 50));
  const people = inventPeople(random, kept * 2, kept, from);
  await client.query("set local maintenance_work_mem = '512MB'");
  // Their triggers would live through every move of every payment.
  for (const table of GUARDED) await client.query(`alter table ${table} disable trigger user`);
  const indexes = await dropIndexes(client);
  await writePeople(client, firm, people, from);
  await insertField(client, firm.firmId, from);
  const numbering = await readNumbering(client, firm.firmId);
  const story = {
    ...{ random, firm, people, now, from, count },
    ...{ fieldId: FIELD.id, fieldValues: FIELD.options, nextNumber: numbering.next },
  };
  say(`Writing ${count.toLocaleString("en")} payments.`);
  await copyRows(client, "payments", SCALE_COLUMNS, inventPayments(story));
  await numbering.write();
  say("Making the indexes.");
  for (const index of indexes) await client.query(index);
  await client.query("analyze payments");
  say("Writing what belongs to them: the gateway's book, refunds, trust entries, histories, sums by day.");
  for (const sql of SCALE_NEIGHBOURS) await client.query(sql, sql.includes("$2") ? [firm.firmId, now] : [firm.firmId]);
  await client.query("select rebuild_payment_days()");
  for (const table of GUARDED) await client.query(`alter table ${table} enable trigger user`);
}

const GUARDED = ["payments", "refunds"];

/** Drops what only makes reading fast. @returns how to make each again */
async function dropIndexes(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = 'payments'::regclass and not i.indisunique order by c.relname`,
  );
  for (const { name } of rows) await client.query(`drop index "${name}"`);
  return rows.map(({ definition }) => definition);
}

async function writePeople(client: ClientBase, firm: SeedFirm, people: readonly ScalePerson[], at: Date) {
  const kept = people.flatMap(({ id, name, email, clientRef }) =>
    id === null
      ? []
      : [
          {
            firmId: firm.firmId,
            id,
            name,
            emails: [email],
            clientRefs: [clientRef],
            createdBy: "system:seed",
            createdAt: at,
          },
        ],
  );
  await insertRows(client, payers, kept);
}

async function insertField(client: ClientBase, firmId: string, createdAt: Date): Promise<void> {
  const known = await client.query("select 1 from custom_fields where firm_id = $1 and id = $2", [firmId, FIELD.id]);
  if (known.rows.length > 0) return;
  await insertRows(client, customFields, [
    { firmId, ...FIELD, module: "payment", kind: "choice", isRequired: false, position: 90, createdAt },
  ]);
}

/** Goes on where the firm's numbers of each year stand. */
async function readNumbering(client: ClientBase, firmId: string) {
  const { rows } = await client.query<{ year: number; value: number }>(
    "select year, value from firm_counters where firm_id = $1 and kind = 'payment'",
    [firmId],
  );
  const values = new Map(rows.map(({ year, value }) => [year, Number(value)]));
  return {
    next: (at: Date) => {
      const year = at.getUTCFullYear();
      const value = (values.get(year) ?? 0) + 1;
      values.set(year, value);
      return `P-${year}-${String(value).padStart(6, "0")}`;
    },
    write: async () => {
      for (const [year, value] of values)
        await client.query(
          `insert into firm_counters (firm_id, kind, year, value) values ($1, 'payment', $2, $3)
           on conflict (firm_id, kind, year) do update set value = excluded.value`,
          [firmId, year, value],
        );
    },
  };
}
