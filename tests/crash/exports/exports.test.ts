import { beforeAll, expect, it } from "vitest";
import { orderExport } from "@/lib/exports/order-export";
import { readExportFile } from "@/lib/exports/read-export-file";
import { resumeExports } from "@/lib/exports/resume-exports";
import { PAYMENT_COLUMNS } from "@/lib/payments/columns";
import { inFirm } from "@/lib/platform/tx";
import { putManyPayments } from "@/tests/support/many-payments";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { openOwner, useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { useJobWorkers } from "../job-worker/use-job-workers";

// A worker dies by kill -9 while it writes a file; the next one takes the job up.

const PATIENCE = { timeout: 60_000, interval: 50 };
/** Whoever holds it stops the writer before the part that is next. */
const GATE = 20_261_121;

const database = useTestDatabase();
const workers = useJobWorkers(database);
let firm: TestFirm;
let clerk: TestUser;

beforeAll(async () => {
  firm = await makeTestFirm();
  clerk = await makeTestUser(firm, "usr_clerk");
  await putManyPayments(database, firm.firmId);
  await database.asOwner("create table gate (position int)");
  await database.asOwner("grant select on gate to public");
  await database.asOwner(`create function wait_at_gate() returns trigger language plpgsql as $$
    begin
      if exists (select from gate where position = new.position) then perform pg_advisory_xact_lock(${GATE}); end if;
      return new;
    end $$`);
  await database.asOwner(
    "create trigger wait_at_gate before insert on export_parts for each row execute function wait_at_gate()",
  );
});

function order(): Promise<string> {
  const ctx = firm.ctxAt();
  const content = { listId: "payments", query: "", columns: PAYMENT_COLUMNS.map(({ id }) => id) };
  const whose = { userId: clerk.userId, locale: "en" as const, timeZone: "America/New_York" };
  return inFirm(ctx, (tx) => orderExport(ctx, tx, { ...content, ...whose, format: "csv", asOf: ctx.clock.now() }));
}

type Standing = { status: string; rows_done: number; parts: number };

async function standingOf(exportId: string): Promise<Standing | undefined> {
  const rows = await database.asOwner<Standing>(
    `select status, rows_done, (select count(*)::int from export_parts p where p.export_id = e.id) as parts
      from exports e where id = $1`,
    [exportId],
  );
  return rows[0];
}

async function isWaitingAtGate(): Promise<boolean> {
  const rows = await database.asOwner(
    `select 1 from pg_locks where locktype = 'advisory' and not granted and objid = ${GATE}
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows.length > 0;
}

async function fileOf(exportId: string): Promise<Buffer> {
  const { parts, bytes } = await readExportFile(clerk.ctxAt(), exportId);
  const content: Uint8Array[] = [];
  for await (const part of parts) content.push(part);
  const file = Buffer.concat(content);
  expect(file.length).toBe(bytes);
  return file;
}

/** Orders a file and kills its worker right before that part is kept. */
async function orderAndKill(position: number): Promise<string> {
  const pool = openOwner(database.url);
  const gate = await pool.connect();
  try {
    await gate.query("delete from gate");
    await gate.query("insert into gate values ($1)", [position]);
    await gate.query("select pg_advisory_lock($1)", [GATE]);
    const exportId = await order();
    const worker = workers.start();
    await expect.poll(isWaitingAtGate, PATIENCE).toBe(true);
    expect(await standingOf(exportId)).toMatchObject({ status: "running", parts: position });
    await workers.kill(worker);
    return exportId;
  } finally {
    await gate.query("delete from gate");
    gate.release(true);
    await pool.end();
  }
}

it.each([0, 2])(
  "a file whose worker was killed before part %i is written whole by the next worker",
  async (position) => {
    const killed = await orderAndKill(position);
    // The dead worker's lease still runs: nobody takes the file from one that may be alive.
    const untouched = await order();
    const next = workers.start();
    await expect.poll(() => standingOf(untouched), PATIENCE).toMatchObject({ status: "done" });
    expect(await standingOf(killed)).toMatchObject({ status: "running", parts: position });

    await database.asOwner("update exports set leased_until = now() - interval '1 second' where id = $1", [killed]);
    expect(await resumeExports(firm.ctxAt())).toMatchObject({ failed: 0 });
    await expect.poll(() => standingOf(killed), PATIENCE).toMatchObject({ status: "done", rows_done: 12_000 });
    await workers.kill(next);

    const file = await fileOf(killed);
    expect(file.equals(await fileOf(untouched))).toBe(true);
    const lines = file.toString("utf8").trimEnd().split("\r\n");
    expect(lines).toHaveLength(12_001);
    expect(new Set(lines).size).toBe(12_001);
  },
);
