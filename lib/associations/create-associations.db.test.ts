import { beforeEach, describe, expect, it, vi } from "vitest";
import { payers } from "@/db/schema/payers";
import { addConnection } from "@/lib/connect-settings/add-connection";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { mergePayers } from "@/lib/payers/merge-payers";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { createAssociations } from "./create-associations";
import { findPayerOwed } from "./find-payer-owed";
import { listAssociations, listPayersOfItems } from "./queries";
import { removeAssociation } from "./remove-association";
import { CreateAssociationsInput } from "./schemas";
import { searchAssociations } from "./search-associations";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const ITEMS: OpenItem[] = [
  makeItem({ key: "i1", balanceCents: 100_000 }),
  makeItem({
    key: "i2",
    invoiceNumber: "204119",
    matterNumber: "10012-0004",
    matterName: "Charter",
    balanceCents: 5_000,
  }),
  makeItem({
    key: "i3",
    clientNumber: "777",
    clientName: "O'Neil 100% _[x]",
    invoiceNumber: "55555",
    balanceCents: 700,
  }),
  makeItem({ key: "t1", kind: "trust", invoiceNumber: "", bankAccount: "IOLTA", datedOn: null }),
  makeItem({
    key: "t2",
    kind: "trust",
    clientNumber: "888",
    clientName: "Trust only",
    matterNumber: "888-1",
    invoiceNumber: "",
  }),
];

const test = useTestDatabase();
let firms = 0;
let firm: TestFirm;
const admin = (of = firm) => staffCtx(of, ["settings.manage", "payers.manage", "payments.view"]);

beforeEach(async () => {
  firms += 1;
  firm = await makeConnectFirm(`frm_assoc_${firms}`);
  line.system = makeItemsSystem(ITEMS);
});

async function makeConnectFirm(firmId: string): Promise<TestFirm> {
  const made = await makeTestFirm(firmId);
  await saveConnectModule(admin(made), { isOn: true });
  await addConnection(admin(made), { name: "Server 1", system: "threeE" });
  for (const id of ["pyr_a", "pyr_b"])
    await inFirm(made.ctxAt(), (tx) =>
      tx
        .insert(payers)
        .values({ firmId, id, kind: "business", name: `Payer ${id}`, emails: [], createdAt: new Date("2026-01-05") }),
    );
  return made;
}

function associate(
  ctx: Ctx,
  by: "client_name" | "client_number" | "matter_number" | "invoice_number",
  query: string,
  payerId = "pyr_a",
) {
  return searchAssociations(ctx, { payerId, by, query }).then(({ results }) =>
    createAssociations(
      ctx,
      CreateAssociationsInput.parse({ payerId, by, query, picks: results.map(({ pick }) => pick) }),
    ),
  );
}

const audits = async (objectId = "pyr_a") =>
  (
    await test.asOwner<{ action: string; level: string; actor: string }>(
      "select action, detail->>'level' as level, actor from audit_log where firm_id = $1 and object_id = $2 order by seq",
      [firm.firmId, objectId],
    )
  ).map(({ action, level, actor }) => `${action} ${level} ${actor}`);

describe("associations", () => {
  it("are found by client, matter and invoice, created with what the matter system says, and audited", async () => {
    const found = await searchAssociations(admin(), { payerId: "pyr_a", by: "client_name", query: "blue" });
    expect(found).toMatchObject({ systemName: "Elite 3E", hasMore: false });
    expect(found.results).toMatchObject([{ level: "client", clientNumber: "10012", isAssociated: false }]);
    expect(await associate(admin(), "client_name", "blue")).toEqual({ created: 1 });
    expect(await associate(admin(), "matter_number", "10012-0004")).toEqual({ created: 1 });
    expect(await associate(admin(), "invoice_number", "204118")).toEqual({ created: 1 });
    expect(await listAssociations(admin(), "pyr_a")).toMatchObject([
      { level: "client", clientNumber: "10012", clientName: "Bluewater Marine", matterNumber: "", isInUse: true },
      { level: "matter", matterNumber: "10012-0004", matterName: "Charter", itemKey: "" },
      { level: "invoice", invoiceNumber: "204118", itemKey: "i1" },
    ]);
    expect(await audits()).toEqual([
      "association.create client user:usr_test",
      "association.create matter user:usr_test",
      "association.create invoice user:usr_test",
    ]);
    const again = await searchAssociations(admin(), { payerId: "pyr_a", by: "client_name", query: "blue" });
    expect(again.results).toMatchObject([{ isAssociated: true }]);
  });

  it("are found by a trust ledger alone, and by texts that mean something to a database", async () => {
    const { results } = await searchAssociations(admin(), { payerId: "pyr_a", by: "client_name", query: "trust only" });
    expect(results).toMatchObject([{ level: "client", clientNumber: "888" }]);
    expect(await associate(admin(), "client_name", "O'Neil 100% _[x]")).toEqual({ created: 1 });
  });

  it("exist once for a payer, also when two create them at once; another payer may have the same", async () => {
    await associate(admin(), "client_number", "10012");
    expect(await refusalOf(associate(admin(), "client_number", "10012"))).toEqual({
      code: "conflict",
      reason: "association_exists",
    });
    const both = await Promise.allSettled([
      associate(admin(), "invoice_number", "204118"),
      associate(admin(), "invoice_number", "204118"),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await associate(admin(), "client_number", "10012", "pyr_b")).toEqual({ created: 1 });
    expect(await listAssociations(admin(), "pyr_a")).toHaveLength(2);
  });

  it("take nothing from the browser that the matter system does not show now", async () => {
    const input = { payerId: "pyr_a", by: "client_name" as const, query: "blue", picks: ['["client","666","",""]'] };
    expect(await refusalOf(createAssociations(admin(), input))).toMatchObject({ reason: "association_gone" });
    expect(await listAssociations(admin(), "pyr_a")).toEqual([]);
  });

  it("end, once, and can begin anew", async () => {
    await associate(admin(), "client_number", "10012");
    const [row] = await listAssociations(admin(), "pyr_a");
    const input = { associationId: row?.id ?? "" };
    await removeAssociation(admin(), input);
    await removeAssociation(admin(), input);
    expect(await listAssociations(admin(), "pyr_a")).toEqual([]);
    expect(await audits()).toEqual([
      "association.create client user:usr_test",
      "association.remove client user:usr_test",
    ]);
    expect(await associate(admin(), "client_number", "10012")).toEqual({ created: 1 });
  });

  it("are for whoever manages payers, in their own firm, while Connect is on", async () => {
    await associate(admin(), "client_number", "10012");
    const [row] = await listAssociations(admin(), "pyr_a");
    const viewer = staffCtx(firm, ["payments.view"]);
    const search = { payerId: "pyr_a", by: "client_number" as const, query: "10012" };
    const create = { ...search, picks: ["x"] };
    const remove = { associationId: row?.id ?? "" };
    for (const act of [
      () => searchAssociations(viewer, search),
      () => createAssociations(viewer, create),
      () => removeAssociation(viewer, remove),
      () => findPayerOwed(staffCtx(firm, []), "pyr_a"),
    ])
      expect(await refusalOf(act())).toMatchObject({ code: "forbidden" });
    const other = await makeConnectFirm(`frm_assoc_${firms}_other`);
    expect(await refusalOf(removeAssociation(admin(other), remove))).toMatchObject({ reason: "association_unknown" });
    expect(await listAssociations(admin(other), "pyr_a")).toEqual([]);
    expect(await findPayerOwed(admin(other), "pyr_a")).toEqual({ kind: "none" });
    await saveConnectModule(admin(), { isOn: false });
    for (const act of [
      () => searchAssociations(admin(), search),
      () => createAssociations(admin(), create),
      () => removeAssociation(admin(), remove),
      () => findPayerOwed(admin(), "pyr_a"),
    ])
      expect(await refusalOf(act())).toMatchObject({ code: "not_found", reason: "connect_off" });
  });

  it("refuse a payer of another firm, an archived one, and more than 200", async () => {
    expect(await refusalOf(associate(admin(), "client_number", "10012", "pyr_none"))).toMatchObject({
      reason: "payer_unknown",
    });
    await test.asOwner("update payers set archived_at = now() where firm_id = $1 and id = 'pyr_b'", [firm.firmId]);
    expect(await refusalOf(associate(admin(), "client_number", "10012", "pyr_b"))).toMatchObject({
      reason: "payer_archived",
    });
    line.system = makeItemsSystem(
      Array.from({ length: 201 }, (_, n) => makeItem({ key: `k${n}`, invoiceNumber: `5${n}` })),
    );
    const many = await searchAssociations(admin(), { payerId: "pyr_a", by: "invoice_number", query: "5" });
    expect([many.results.length, many.hasMore]).toEqual([200, true]);
    await associate(admin(), "invoice_number", "5");
    expect(await refusalOf(associate(admin(), "client_number", "10012"))).toMatchObject({
      reason: "associations_too_many",
    });
  });

  it("go with their payer when it is merged; what both had stays once", async () => {
    await associate(admin(), "client_number", "10012");
    await associate(admin(), "client_number", "10012", "pyr_b");
    await associate(admin(), "invoice_number", "55555", "pyr_b");
    await mergePayers(admin(), { keepId: "pyr_a", mergeId: "pyr_b", keepRevision: 1, mergeRevision: 1 });
    expect((await listAssociations(admin(), "pyr_a")).map(({ level, clientNumber }) => [level, clientNumber])).toEqual([
      ["client", "10012"],
      ["invoice", "777"],
    ]);
    expect(await listAssociations(admin(), "pyr_b")).toEqual([]);
  });
});

describe("who pays these items", () => {
  const of = (ctx: Ctx, items: OpenItem[]) => inFirm(ctx, (tx) => listPayersOfItems(ctx, tx, items));

  it("is told by the associations: who holds most of them first, archived payers never", async () => {
    await associate(admin(), "invoice_number", "204118", "pyr_b");
    await associate(admin(), "client_number", "10012");
    const items = ITEMS.filter(({ clientNumber }) => clientNumber === "10012");
    expect(await of(admin(), items)).toMatchObject([
      { payerId: "pyr_a", items: 3, level: "client" },
      { payerId: "pyr_b", items: 1, level: "invoice" },
    ]);
    expect(await of(admin(), ITEMS.slice(2, 3))).toEqual([]);
    await test.asOwner("update payers set archived_at = now() where firm_id = $1 and id = 'pyr_a'", [firm.firmId]);
    expect(await of(admin(), items)).toMatchObject([{ payerId: "pyr_b" }]);
    await saveConnectModule(admin(), { isOn: false });
    expect(await of(admin(), items)).toEqual([]);
  });
});

describe("what a payer owes now", () => {
  it("is what is open under the associations, each invoice once", async () => {
    await associate(admin(), "invoice_number", "204118");
    expect(await findPayerOwed(admin(), "pyr_a")).toMatchObject({
      kind: "known",
      sums: [{ owedCents: 100_000, items: 1 }],
    });
    await associate(admin(), "client_number", "10012");
    await associate(admin(), "matter_number", "10012-0004");
    const owed = await findPayerOwed(admin(), "pyr_a");
    expect(owed).toMatchObject({ kind: "known", systemName: "Elite 3E", hasMore: false });
    expect(owed.kind === "known" && owed.sums).toEqual([
      { currency: "USD", owedCents: 105_000, unconfirmedCents: 0, otherPayorsCents: 5_000, items: 2 },
    ]);
  });

  it("says in words that the matter system is down, and lets a defect be a defect", async () => {
    await associate(admin(), "client_number", "10012");
    const fail = (error: Error) => makeItemsSystem(ITEMS, { searchInvoices: () => Promise.reject(error) });
    line.system = fail(new AppError("upstream_unavailable", { reason: "connector_down" }));
    expect(await findPayerOwed(admin(), "pyr_a")).toEqual({
      kind: "unreachable",
      reason: "connector_down",
      systemName: "Elite 3E",
    });
    line.system = fail(new Error("a defect"));
    await expect(findPayerOwed(admin(), "pyr_a")).rejects.toThrow("a defect");
  });
});
