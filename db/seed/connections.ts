import type { ClientBase } from "pg";
import { connections, connectSettings, postingAccounts } from "@/db/schema/connections";
import { placeOfSecret } from "@/lib/connections/make-connection-key";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import { seal } from "@/lib/platform/secrets";
import { putEntries } from "./directory";
import type { SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import { demoConnectionSecret, MATTER_PLACES } from "./matter-systems/places";

/**
 * Switches Connect on for a demo firm, with a connection to each of its demo matter systems. For the firm that the transaction has set;
 * a firm that has a connection already keeps what it has.
 * @returns whether anything was written
 */
export async function writeConnections(client: ClientBase, firm: SeedFirm, createdAt: Date): Promise<boolean> {
  const { firmId } = firm;
  const found = await client.query("select 1 from connections where firm_id = $1 limit 1", [firmId]);
  if (found.rows.length > 0) return false;
  const places = MATTER_PLACES.filter((place) => place.firm === firm);
  const createdBy = `user:${firm.users[0].id}`;
  await insertRows(
    client,
    connections,
    places.map(({ connectionId: id, connectionName: name, system }) => {
      const secretSealed = seal(demoConnectionSecret(id), placeOfSecret(firmId, id));
      return { firmId, id, name, system, secretSealed, health: [], createdBy, createdAt };
    }),
  );
  await putEntries(
    client,
    places.map(({ connectionId }) => ({ kind: "connection" as const, key: connectionId, refId: connectionId })),
  );
  await writeSettings(client, firm);
  return true;
}

/** As the demo's matter systems call the firm's money. */
async function writeSettings(client: ClientBase, firm: SeedFirm): Promise<void> {
  const { firmId } = firm;
  const places = MATTER_PLACES.filter((place) => place.firm === firm);
  const inUse = places.find((place) => place.isInUse);
  await client.query("delete from connect_settings where firm_id = $1", [firmId]);
  await insertRows(client, connectSettings, [
    { firmId, isOn: true, connectionId: inUse?.connectionId ?? null, arMessage: "Docketpay payment" },
  ]);
  await insertRows(
    client,
    postingAccounts,
    places.flatMap(({ connectionId, system }) => {
      const { defaultCodes } = matterSystemDefinition(system);
      return [firm.operating, firm.trust].map(({ id: accountId, kind }) => {
        const { ledgerCode, transactionType, bankAccount } = defaultCodes[kind];
        return { firmId, accountId, connectionId, ledgerCode, transactionType, bankAccount };
      });
    }),
  );
}
