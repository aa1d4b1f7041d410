import { Client, type ClientBase } from "pg";
import { unseal } from "@/lib/platform/secrets";
import { writeAudit } from "./audit";
import { findFaults } from "./books-agree";
import { writeCorrections } from "./corrections";
import { firmEntries, putEntries } from "./directory";
import { HARTWELL, OKAFOR, type SeedFirm, writeFirm } from "./firms";
import { inventFirm } from "./invent-firm";
import { tellLinks, writeLinks } from "./links";
import { writeMethods } from "./methods";
import { Numbering } from "./numbering";
import { PRINTED_LINK_KEY } from "./open-links";
import { writePages } from "./pages";
import { writePayers } from "./payers";
import { writePayments, writeReceipts } from "./payments";
import { createRandom } from "./random";
import { writeSandboxLedger } from "./sandbox-ledger";
import { writeSchedules } from "./schedules";
import { setFirm } from "./set-firm";
import { writeStaff } from "./staff";
import type { Attempt } from "./story";
import { linkTokenPlace } from "./tokens";
import { writeTrust } from "./trust";

const DAY_MS = 86_400_000;
/** Any constant: two seeds at once run one after the other. */
const SEED_LOCK = 7_260_115;
const GUARDED = ["payments", "pay_links", "refunds"];
const WRITTEN = [
  "payers",
  "payment_methods",
  "method_consents",
  "method_requests",
  "schedule_plans",
  "schedules",
  "schedule_runs",
  "pay_links",
  "pay_link_events",
  "payment_pages",
  "page_submissions",
  "page_views",
  "payments",
  "payment_events",
  "payment_days",
  "taken_days",
  "refunds",
  "disputes",
  "alerts",
  "receipts",
  "trust_entries",
  "trust_matters",
  "operating_charges",
  "audit_log",
  "directory",
  "firm_counters",
  "sandbox.charges",
  "sandbox.refunds",
];

export type SeedOptions = {
  /** Everything is written relative to this instant, so that the demo is never stale. */
  now: Date;
  /** About how many payments the first firm has; the second has a twentieth. */
  payments?: number;
};

export type SeedReport = { seeded: boolean; payLinkToken: string };

/**
 * Writes the two demo firms with a year of payments, once: a second call changes nothing. Needs the owner's connection, since it
 * writes final states and their histories at once instead of living through them; it checks both books before it commits.
 * @throws Error when what it wrote does not agree with itself
 */
export async function seedDemo(databaseUrl: string, options: SeedOptions): Promise<SeedReport> {
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [SEED_LOCK]);
    const seeded = !(await hasDemoFirm(client));
    if (seeded) await writeDemo(client, options);
    const payLinkToken = await readPrintedToken(client, options.now);
    await client.query("commit");
    return { seeded, payLinkToken };
  } finally {
    await client.end();
  }
}

async function writeDemo(client: ClientBase, { now, payments = 6_000 }: SeedOptions): Promise<void> {
  // Their triggers would insist on living through every move; books-agree asks the same and more afterwards.
  for (const table of GUARDED) await client.query(`alter table ${table} disable trigger user`);
  const hartwell = await writeDemoFirm(client, HARTWELL, { now, count: payments, payers: 120 });
  const okafor = await writeDemoFirm(client, OKAFOR, { now, count: Math.ceil(payments / 20), payers: 24 });
  await writeSandboxLedger(client, [...hartwell, ...okafor]);
  for (const { firmId } of [HARTWELL, OKAFOR]) {
    await setFirm(client, firmId, now);
    await writeCorrections(client, firmId, now);
    await client.query("select rebuild_payment_days()");
  }
  // Fresh tables have no statistics; the questions below and the first pages would be planned blindly.
  await client.query(`analyze ${WRITTEN.join(", ")}`);
  const faults: string[] = [];
  for (const { firmId } of [HARTWELL, OKAFOR]) {
    await setFirm(client, firmId, now);
    faults.push(...(await findFaults(client, firmId, now)));
  }
  if (faults.length > 0) throw new Error(`The seed does not agree with itself:\n${faults.join("\n")}`);
  for (const table of GUARDED) await client.query(`alter table ${table} enable trigger user`);
}

async function writeDemoFirm(
  client: ClientBase,
  firm: SeedFirm,
  { now, count, payers }: { now: Date; count: number; payers: number },
): Promise<(Attempt & { firm: SeedFirm })[]> {
  const openedAt = new Date(now.getTime() - 400 * DAY_MS);
  const { people, attempts, plans } = inventFirm(firm, { now, count, payers, openedAt });
  const numbering = new Numbering();
  const told = tellLinks(firm, { plans, attempts, numbering, now });

  await setFirm(client, firm.firmId, now);
  await writeFirm(client, firm, openedAt);
  await writeStaff(client, firm, openedAt);
  await writePayers(client, firm, people, openedAt);
  await writeLinks(client, told);
  const written = { random: createRandom(`${firm.slug}/rows`), firm, attempts, numbering };
  await writePayments(client, written);
  await writeTrust(client, { random: createRandom(`${firm.slug}/trust`), firm, attempts, now });
  const receipts = await writeReceipts(client, written);
  const requests = await writeMethods(client, { random: createRandom(`${firm.slug}/methods`), firm, people, now });
  const pages = await writePages(client, { random: createRandom(`${firm.slug}/pages`), firm, openedAt, now });
  await writeSchedules(client, { random: createRandom(`${firm.slug}/schedules`), firm, people, numbering, now });
  await numbering.write(client, firm.firmId);
  await writeAudit(client, { random: written.random, firm, attempts, links: told, openedAt });
  await putEntries(client, [
    ...firmEntries(firm),
    ...requests,
    ...pages,
    ...told.map(({ row }) => ({ kind: "pay_link" as const, key: row.tokenHash, refId: row.id })),
    ...receipts.map(({ tokenHash, id }) => ({ kind: "receipt" as const, key: tokenHash, refId: id })),
  ]);
  return attempts.map((attempt) => ({ ...attempt, firm }));
}

async function hasDemoFirm(client: ClientBase): Promise<boolean> {
  await client.query("select set_config('app.firm_id', $1, true)", [HARTWELL.firmId]);
  const found = await client.query("select 1 from firms where firm_id = $1", [HARTWELL.firmId]);
  return found.rows.length > 0;
}

/** The printed link, or another that can still be paid if that one no longer can. */
async function readPrintedToken(client: ClientBase, now: Date): Promise<string> {
  await setFirm(client, HARTWELL.firmId, now);
  const found = await client.query<{ token_sealed: string }>(
    `select token_sealed from pay_links l where firm_id = $1
     order by (status = 'open' and expires_at > $2 and not exists (
         select 1 from payments p where p.firm_id = l.firm_id and p.link_id = l.id and p.status not in ('declined', 'error', 'voided'))) desc,
       (request_key = $3) desc, created_at desc limit 1`,
    [HARTWELL.firmId, now, PRINTED_LINK_KEY],
  );
  const row = found.rows[0];
  if (!row) throw new Error("The demo firm has no payment link. Empty the database and run the seed again.");
  return unseal(row.token_sealed, linkTokenPlace(HARTWELL.firmId));
}
