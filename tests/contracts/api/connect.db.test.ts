import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addConnection } from "@/lib/connect-settings/add-connection";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { AppError } from "@/lib/platform/errors";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

useTestDatabase();
let firm: TestFirm;
let api: ApiClient;
const admin = () => staffCtx(firm, ["settings.manage"]);

beforeAll(async () => {
  firm = await makeTestFirm();
  api = await makeApiClient(firm.firmId, "dp_test_first");
  await saveConnectModule(admin(), { isOn: true });
  await addConnection(admin(), { name: "Server 1", system: "threeE" });
});

beforeEach(async () => {
  await saveConnectModule(admin(), { isOn: true });
  const invoices = [1, 2, 3].map((at) => makeItem({ key: `i${at}`, invoiceNumber: `20411${at}` }));
  const ledger = makeItem({ key: "t1", kind: "trust", invoiceNumber: "", bankAccount: "IOLTA", datedOn: null });
  const hostile = makeItem({ key: "i9", clientNumber: "9'; drop --%_", invoiceNumber: "1" });
  line.system = makeItemsSystem([...invoices, ledger, hostile]);
});

describe("GET /connect/search", () => {
  it("answers open invoices of a client, and its trust ledgers", async () => {
    const invoices = await api.get("/connect/search?by=client_number&q=10012&kind=invoice");
    expect(invoices.status).toBe(200);
    expect(invoices.body.data).toHaveLength(3);
    expect(invoices.body.data[0]).toMatchObject({
      ...{ key: "i1", kind: "invoice", invoiceNumber: "204111", balanceCents: 100_000, openCents: 100_000 },
      ...{ unconfirmedCents: 0, currency: "USD" },
    });
    expect(invoices.body.nextCursor).toBeNull();
    const { body } = await api.get("/connect/search?by=client_number&q=10012&kind=trust&match=exact");
    expect(body.data.map((item: { key: string }) => item.key)).toEqual(["t1"]);
  });

  it("takes what is looked for as it stands", async () => {
    const q = encodeURIComponent("9'; drop --%_");
    const { status, body } = await api.get(`/connect/search?by=client_number&q=${q}`);
    expect([status, body.data.length]).toEqual([200, 1]);
  });

  it.each([
    ["no criterion", "q=1"],
    ["an unknown criterion", "by=name&q=1"],
    ["nothing to look for", "by=client_number&q=%20"],
    ["an unknown kind", "by=client_number&q=1&kind=ledger"],
    ["a limit above 200", "by=client_number&q=1&limit=201"],
    ["a cursor that is none", "by=client_number&q=1&cursor=nonsense"],
    ["a text of 201 characters", `by=client_number&q=${"1".repeat(201)}`],
  ])("refuses %s with 422", async (_name, search) => {
    const { status, body } = await api.get(`/connect/search?${search}`);
    expect([status, body.code]).toEqual([422, "invalid_input"]);
    expect(body.errors.length).toBeGreaterThan(0);
  });

  it("is not there while the module is off", async () => {
    await saveConnectModule(admin(), { isOn: false });
    const { status } = await api.get("/connect/search?by=client_number&q=1");
    expect(status).toBe(404);
  });

  it("says that the matter system does not answer", async () => {
    const searchInvoices = () => Promise.reject(new AppError("upstream_unavailable", { reason: "connector_down" }));
    line.system = makeItemsSystem([], { searchInvoices });
    const { status, body } = await api.get("/connect/search?by=client_number&q=1");
    expect([status, body.code]).toEqual([503, "connector_down"]);
  });
});
