import { afterAll, beforeAll, describe } from "vitest";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { createConnection } from "@/lib/connections/create-connection";
import type { MatterSystem } from "@/lib/matter-systems/port";
import type { Ctx } from "@/lib/platform/context";
import { endNews } from "@/lib/platform/news";
import { startPortalSide, startServiceSide, type TestLine, waitFor } from "@/tests/support/connect-bench";
import type { RouteServer } from "@/tests/support/route-server";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { describeMatterSystem } from "./matter-systems/matter-system-contract";
import { SYSTEMS } from "./matter-systems/systems";

/** The suite of the port once more, with the line between whoever asks and the system: portal, HTTP, service. */
const test = useTestDatabase();
const lines: TestLine[] = [];
let portal: RouteServer;
let ctx: Ctx;

beforeAll(async () => {
  portal = await startPortalSide();
  ctx = (await makeTestFirm("frm_line")).ctxAt();
});
afterAll(async () => {
  await Promise.all(lines.map((line) => line.stop()));
  await portal.stop();
  await endNews({ forGood: false });
});

describe.each(SYSTEMS.filter(({ id }) => id === "threeE"))("$id over the line", (under) => {
  describeMatterSystem(under, test, overLine);
});

/** The system at the other end of a connection of its own, which is made with the first call. */
function overLine(system: MatterSystem): MatterSystem {
  let connecting: Promise<MatterSystem> | null = null;
  const far = async () => {
    connecting ??= connect(system);
    return connecting;
  };
  return {
    describe: async () => (await far()).describe(),
    searchInvoices: async (search) => (await far()).searchInvoices(search),
    searchTrustLedgers: async (search) => (await far()).searchTrustLedgers(search),
    readItems: async (refs) => (await far()).readItems(refs),
    findInvoices: async (number) => (await far()).findInvoices(number),
    listBankAccounts: async () => (await far()).listBankAccounts(),
    listLedgerCodes: async () => (await far()).listLedgerCodes(),
    listTransactionTypes: async () => (await far()).listTransactionTypes(),
    deliverBatch: async (file) => (await far()).deliverBatch(file),
    confirmRecords: async (references) => (await far()).confirmRecords(references),
  };
}

async function connect(system: MatterSystem): Promise<MatterSystem> {
  const { id, key } = await createConnection(ctx, { name: "Far", system: "threeE" });
  const line = startServiceSide(portal.url, key, { system });
  lines.push(line);
  await waitFor("the line", () => line.isConnected());
  return matterSystemOf(ctx, id);
}
