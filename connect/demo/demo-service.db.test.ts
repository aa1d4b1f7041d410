import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedConnect } from "@/db/seed/connect";
import { seedDemo } from "@/db/seed/demo";
import { HARTWELL } from "@/db/seed/firms";
import { MATTER_PLACES } from "@/db/seed/matter-systems/places";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { systemClock } from "@/lib/platform/clock";
import { systemContext } from "@/lib/platform/make-context";
import { buildBatches } from "@/lib/postings/build-batches";
import { confirmBatches } from "@/lib/postings/confirm-batches";
import { deliverBatches } from "@/lib/postings/deliver-batches";
import { startPortalSide } from "@/tests/support/connect-bench";
import { type ConnectService, startConnectService } from "@/tests/support/connect-service";
import { useTestDatabase } from "@/tests/support/test-database";

const test = useTestDatabase();
let portal: Awaited<ReturnType<typeof startPortalSide>>;
let service: ConnectService;

beforeAll(async () => {
  const now = systemClock.now();
  await seedDemo(test.url, { now, payments: 2_000 });
  await seedConnect(test.url, { now });
  portal = await startPortalSide();
  service = await startConnectService({ databaseUrl: test.url, portalUrl: portal.url });
}, 180_000);

afterAll(async () => {
  await service?.stop();
  await portal?.stop();
});

describe("the firms' side of the demo", () => {
  it.each(MATTER_PLACES)("answers for $connectionName of $firm.name", async (place) => {
    const ctx = systemContext(place.firm.firmId, "tests");
    const system = matterSystemOf(ctx, place.connectionId);
    expect((await system.describe()).system).toBe(place.system);
    const client = place.firm === HARTWELL ? "10427" : "20010";
    const search = { by: "client_number", query: client, match: "exact", cursor: null, limit: 50 } as const;
    const { items } = await system.searchInvoices(search);
    expect(items.every(({ clientNumber }) => clientNumber === client)).toBe(true);
    if (place.firm === HARTWELL)
      expect(items.map(({ invoiceNumber }) => invoiceNumber)).toEqual(
        expect.arrayContaining(["204077", "204118", "204131", "204160"]),
      );
    const ledgers = await system.searchTrustLedgers(search);
    if (place.firm === HARTWELL) expect(ledgers.items.length).toBeGreaterThanOrEqual(3);
  });

  it("takes the queued records of the demo in, until they are Confirmed", async () => {
    const ctx = systemContext(HARTWELL.firmId, "tests");
    const queued = await stateOf("state = 'queued' and batch_id is null");
    expect(queued.length).toBeGreaterThan(0);
    await buildBatches(ctx);
    expect((await deliverBatches(ctx)).failed).toBe(0);
    const home = join(service.folder, "con_hartwell_three_e");
    for (let waited = 0; readdirSync(join(home, "files")).length > 0 && waited < 20_000; waited += 50) await sleep(50);
    expect(readdirSync(join(home, "taken")).length).toBeGreaterThan(0);
    expect(existsSync(join(home, "refused"))).toBe(false);
    await test.asOwner("update posting_batches set confirm_check_at = now() where confirm_check_at is not null");
    await confirmBatches(ctx);
    const numbers = queued.map(({ number }) => number);
    const after = (await stateOf("state = 'posted' and confirmed_at is not null and receipt_ref <> ''")).map(
      ({ number }) => number,
    );
    expect(after).toEqual(expect.arrayContaining(numbers));
  });

  it("ends whole", async () => {
    await service.stop();
    expect(existsSync(service.folder)).toBe(false);
    expect(service.logs()).not.toMatch(/rror/);
  });
});

function stateOf(condition: string): Promise<{ number: string }[]> {
  return test.asOwner(
    `select number from postings where firm_id = '${HARTWELL.firmId}' and ${condition} order by number`,
  );
}
