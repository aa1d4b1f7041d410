import { beforeAll, expect, it } from "vitest";
import { getLinkUpload } from "@/lib/link-uploads/queries";
import { resumeLinkUpload } from "@/lib/link-uploads/resume-link-upload";
import { resumeLinkUploads } from "@/lib/link-uploads/resume-link-uploads";
import { openOwner, useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { makeUpload, manyRows, startUpload } from "@/tests/support/upload-bench";
import { useJobWorkers } from "../job-worker/use-job-workers";

// A worker dies by kill -9 while it makes the links of an upload; the next one goes on, and nothing is made or mailed twice.

const PATIENCE = { timeout: 60_000, interval: 50 };
/** Whoever holds it stops the worker at the row that is named in `gate`. */
const GATE = 20_261_122;
const ROWS = 900;

const database = useTestDatabase();
const workers = useJobWorkers(database);
let firm: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  await database.asOwner("create table gate (invoice text)");
  await database.asOwner("grant select on gate to public");
  await database.asOwner(`create function wait_at_gate() returns trigger language plpgsql as $$
    begin
      if exists (select from gate where invoice = new.invoice_number) then perform pg_advisory_xact_lock(${GATE}); end if;
      return new;
    end $$`);
  await database.asOwner(
    "create trigger wait_at_gate after insert on pay_links for each row execute function wait_at_gate()",
  );
});

async function isWaitingAtGate(): Promise<boolean> {
  const rows = await database.asOwner(
    `select 1 from pg_locks where locktype = 'advisory' and not granted and objid = ${GATE}
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows.length > 0;
}

/** Begins an upload and kills its worker while the row of that invoice is at the database. Gives how many links were there then. */
async function beginAndKill(uploadId: string, invoice: string): Promise<number> {
  const pool = openOwner(database.url);
  const gate = await pool.connect();
  try {
    // A worker would first deliver the mails that another upload left.
    await gate.query("delete from graphile_worker._private_jobs");
    await gate.query("delete from gate");
    await gate.query("insert into gate values ($1)", [invoice]);
    await gate.query("select pg_advisory_lock($1)", [GATE]);
    await startUpload(firm.ctxAt(), uploadId);
    const worker = workers.start();
    await expect.poll(isWaitingAtGate, PATIENCE).toBe(true);
    const { made } = await getLinkUpload(firm.ctxAt(), uploadId);
    await workers.kill(worker);
    return made;
  } finally {
    await gate.query("delete from gate");
    gate.release(true);
    await pool.end();
  }
}

async function linkIdsOf(uploadId: string): Promise<string[]> {
  const rows = await database.asOwner<{ id: string }>(
    "select id from pay_links where request_key like $1 || ':%' order by id",
    [`upload:${uploadId}`],
  );
  return rows.map(({ id }) => id);
}

async function figuresOf(uploadId: string) {
  const [row] = await database.asOwner(
    `select count(distinct l.id)::int as links, count(distinct l.request_key)::int as keys, count(m.id)::int as mails,
       count(distinct m.to_address)::int as recipients
     from pay_links l left join mails m on m.object_id = l.id where l.request_key like $1 || ':%'`,
    [`upload:${uploadId}`],
  );
  return row;
}

it.each([
  ["first", "by itself"],
  ["last", "by a person"],
])("an upload whose worker was killed in its %s rows goes on %s, with the same links", async (place, way) => {
  const uploadId = await makeUpload(firm.ctxAt(), ...manyRows(ROWS, place));
  const made = await beginAndKill(uploadId, `${place}-${place === "first" ? 20 : ROWS - 20}`);
  expect(made).toBe(place === "first" ? 0 : 800);
  const before = await linkIdsOf(uploadId);
  expect(before).toHaveLength(made);

  await database.asOwner("update link_uploads set leased_until = now() - interval '1 second' where id = $1", [
    uploadId,
  ]);
  expect(await getLinkUpload(firm.ctxAt(), uploadId)).toMatchObject({ status: "running", isSilent: true });
  if (way === "by itself") expect(await resumeLinkUploads(firm.ctxAt())).toMatchObject({ done: 1, failed: 0 });
  else await resumeLinkUpload(firm.ctxAt(), { uploadId });
  const next = workers.start();
  await expect.poll(async () => (await getLinkUpload(firm.ctxAt(), uploadId)).status, PATIENCE).toBe("done");
  await workers.kill(next);
  expect(await figuresOf(uploadId)).toEqual({ links: ROWS, keys: ROWS, mails: ROWS, recipients: ROWS });
  expect(await linkIdsOf(uploadId)).toEqual(expect.arrayContaining(before));
});
