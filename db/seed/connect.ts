import { Client } from "pg";
import { writeConnections } from "./connections";
import { HARTWELL, OKAFOR } from "./firms";
import { seedMatterSystems } from "./matter-systems/seed-matter-systems";
import { setFirm } from "./set-firm";

/** Any constant: two seeds at once run one after the other. */
const SEED_LOCK = 7_260_117;

/**
 * Gives the demo firms their matter systems and the connections to them, each once; also to a demo that is older than these. Needs the
 * owner's connection.
 * @returns whether anything was written
 */
export async function seedConnect(databaseUrl: string, { now }: { now: Date }): Promise<boolean> {
  const written = await seedMatterSystems(databaseUrl, { now });
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [SEED_LOCK]);
    let isNew = written.length > 0;
    for (const firm of [HARTWELL, OKAFOR]) {
      await setFirm(client, firm.firmId, now);
      isNew = (await writeConnections(client, firm, now)) || isNew;
    }
    await client.query("commit");
    return isNew;
  } finally {
    await client.end();
  }
}
