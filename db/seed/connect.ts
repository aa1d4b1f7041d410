import { Client, type ClientBase } from "pg";
import { writeAutoPays } from "./auto-pays";
import { writeConnections } from "./connections";
import { HARTWELL, OKAFOR, type SeedFirm } from "./firms";
import { inventStoryPeople } from "./matter-systems/people";
import { MATTER_PLACES } from "./matter-systems/places";
import { seedMatterSystems } from "./matter-systems/seed-matter-systems";
import { type PostingPlan, planPostings } from "./postings/plan-postings";
import { readTakenPayments } from "./postings/taken-payments";
import { writePostings } from "./postings/write-postings";
import { setFirm } from "./set-firm";

/** Any constant: two seeds at once run one after the other. */
const SEED_LOCK = 7_260_117;
const FIRMS = [HARTWELL, OKAFOR];

/**
 * Gives the demo firms their matter systems, the connections to them, and posting records of their newest payments, each once; also to a
 * demo that is older than these. Needs the owner's connection.
 * @returns whether anything was written
 */
export async function seedConnect(databaseUrl: string, { now }: { now: Date }): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin");
    // Held to the end: the plan, the matter systems and the records are of one moment.
    await client.query("select pg_advisory_xact_lock($1)", [SEED_LOCK]);
    const plans = new Map<string, PostingPlan>();
    for (const firm of FIRMS) plans.set(firm.firmId, await planFor(client, firm, now));
    const written = await seedMatterSystems(databaseUrl, { now, asked: plans });
    let isNew = written.length > 0;
    for (const firm of FIRMS) isNew = (await connectFirm(client, firm, plans, now)) || isNew;
    await client.query("commit");
    return isNew;
  } finally {
    await client.end();
  }
}

async function planFor(client: ClientBase, firm: SeedFirm, now: Date): Promise<PostingPlan> {
  await setFirm(client, firm.firmId, now);
  const payments = await readTakenPayments(client, firm.firmId);
  const open = inventStoryPeople(firm).matters.filter((matter) => !matter.isClosed);
  return planPostings(payments, { openMatters: new Set(open.map(({ number }) => number)), now });
}

async function connectFirm(
  client: ClientBase,
  firm: SeedFirm,
  plans: ReadonlyMap<string, PostingPlan>,
  now: Date,
): Promise<boolean> {
  await setFirm(client, firm.firmId, now);
  if (!(await writeConnections(client, firm, now))) return false;
  const plan = plans.get(firm.firmId);
  const place = MATTER_PLACES.find((each) => each.firm === firm && each.isInUse);
  if (plan && place) await writePostings(client, { firm, place, plan, now });
  if (place) await writeAutoPays(client, firm, place, now);
  return true;
}
