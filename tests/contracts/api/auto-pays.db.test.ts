import { beforeEach, describe, expect, it, vi } from "vitest";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { AppError } from "@/lib/platform/errors";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { useAutoPayBench } from "@/tests/support/auto-pay-bench";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { useTestDatabase } from "@/tests/support/test-database";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const bench = useAutoPayBench(useTestDatabase());
let api: ApiClient;
let made = 0;
let associationId = "";

const body = (changes: object = {}) => ({
  ...{ payerId: bench.payerId, methodId: bench.methodId, account: "Operating", name: "Monthly", frequency: "monthly" },
  ...{ startDate: "2199-01-31", upToCents: 15_000, includeOtherPayors: true, associationIds: [associationId] },
  ...{ acknowledged: true, ...changes },
});

beforeEach(async () => {
  made += 1;
  api = await makeApiClient(bench.firm.firmId, `dp_test_auto_${made}`);
  const dates = ["2026-03-01", "2026-02-01"];
  line.system = makeItemsSystem(
    dates.map((datedOn, at) => makeItem({ key: `i${at}`, invoiceNumber: `20${at}`, datedOn, balanceCents: 10_000 })),
  );
  associationId = await bench.associate("client_number", "10012");
});

const soon = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

describe("/auto-pays", () => {
  it("makes one that runs, lists it, previews it line by line, changes and cancels it", async () => {
    const created = await api.post("/auto-pays", body({ startDate: soon() }));
    expect([created.status, created.body]).toMatchObject([
      201,
      { status: "active", upToCents: 15_000, endReason: null },
    ]);
    const { id } = created.body as { id: string };
    expect((await api.get(`/auto-pays?payerId=${bench.payerId}`)).body).toMatchObject({
      data: [{ id }],
      nextCursor: null,
    });
    const preview = await api.get(`/auto-pays/${id}/preview`);
    expect([preview.status, preview.body]).toMatchObject([
      200,
      {
        totalCents: 15_000,
        restCents: 5_000,
        lines: [
          { invoiceNumber: "201", amountCents: 10_000 },
          { invoiceNumber: "200", amountCents: 5_000 },
        ],
      },
    ]);
    const paused = await api.post(`/auto-pays/${id}`, { upToCents: null, action: "pause" });
    expect([paused.status, paused.body]).toMatchObject([200, { status: "paused", upToCents: null, nextRunDate: null }]);
    expect((await api.post(`/auto-pays/${id}`, { action: "cancel" })).body).toMatchObject({ status: "cancelled" });
    const again = await api.post(`/auto-pays/${id}`, { action: "resume" });
    expect([again.status, again.body.code]).toEqual([422, "auto_pay_cancelled"]);
  });

  it("refuses what is not acknowledged, trust money and unknown ids, and is not there while Connect is off", async () => {
    for (const changes of [{ acknowledged: false }, { account: "IOLTA Trust" }, { account: "None" }, { upToCents: 0 }])
      expect((await api.post("/auto-pays", body({ startDate: soon(), ...changes }))).status).toBe(422);
    expect((await api.get("/auto-pays/apy_none")).status).toBe(404);
    const { body: one } = await api.post("/auto-pays", body({ startDate: soon() }));
    const fail = () => Promise.reject(new AppError("upstream_unavailable", { reason: "connector_down" }));
    line.system = makeItemsSystem([], { searchInvoices: fail });
    const preview = await api.get(`/auto-pays/${String(one.id)}/preview`);
    expect([preview.status, preview.body.code]).toEqual([503, "connector_down"]);
    await saveConnectModule(bench.clerk(), { isOn: false });
    const off = await api.get("/auto-pays");
    expect(off.status).toBe(404);
  });
});
