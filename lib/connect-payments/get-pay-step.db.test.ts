import { beforeEach, describe, expect, it, vi } from "vitest";
import { payers } from "@/db/schema/payers";
import { createAssociations } from "@/lib/associations/create-associations";
import { CreateAssociationsInput } from "@/lib/associations/schemas";
import { searchAssociations } from "@/lib/associations/search-associations";
import { addConnection } from "@/lib/connect-settings/add-connection";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { OpenItem, SearchField } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { idOfItem } from "@/lib/matter-systems/rules";
import { inFirm } from "@/lib/platform/tx";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { clockAfter } from "@/tests/support/money-bench";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { changeSelection } from "./change-selection";
import { getPayStep } from "./get-pay-step";
import { readAllocation } from "./queries";
import { solePayerOf } from "./rules";
import { saveAllocation } from "./save-allocation";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const ITEMS: OpenItem[] = [
  makeItem({ key: "i1", invoiceNumber: "204118" }),
  makeItem({ key: "i2", invoiceNumber: "204119", matterNumber: "10012-0004" }),
  makeItem({ key: "i3", invoiceNumber: "55555", clientNumber: "777" }),
];

useTestDatabase();
let firms = 0;
let drafts = 0;
let clerk: TestUser;
const ctx = () => clerk.ctxAt(clockAfter(0));

beforeEach(async () => {
  firms += 1;
  const firm = await makeTestFirm(`frm_step_${firms}`);
  clerk = await makeTestUser(firm, "usr_clerk");
  await saveConnectModule(ctx(), { isOn: true });
  await addConnection(ctx(), { name: "Server 1", system: "threeE" });
  line.system = makeItemsSystem(ITEMS);
  const { firmId } = firm;
  for (const id of ["pyr_a", "pyr_b"])
    await inFirm(ctx(), (tx) =>
      tx
        .insert(payers)
        .values({ firmId, id, kind: "business", name: `Payer ${id}`, emails: [], createdAt: new Date() }),
    );
});

async function associate(payerId: string, by: SearchField, query: string): Promise<void> {
  const { results } = await searchAssociations(ctx(), { payerId, by, query });
  const picks = results.map(({ pick }) => pick);
  await createAssociations(ctx(), CreateAssociationsInput.parse({ payerId, by, query, picks }));
}

/** Who is offered for these items, and who is chosen to begin with. Of a selected item without an amount nobody is asked. */
async function offeredFor(keys: readonly string[], unpaid: readonly string[] = []) {
  drafts += 1;
  const draftId = `drf_step${String(drafts).padStart(8, "0")}`;
  const items = ITEMS.filter(({ key }) => keys.includes(key) || unpaid.includes(key));
  await changeSelection(ctx(), { draftId, add: items });
  const { lines } = await readAllocation(ctx(), draftId);
  const amounts = lines.map(({ item, openCents }) => ({
    ...{ id: idOfItem(item), isByHand: true, seenCents: openCents },
    amountCents: keys.includes(item.key) ? 100 : null,
  }));
  await saveAllocation(ctx(), { draftId, amountToPayCents: null, accountId: "", lines: amounts });
  const { offeredPayers } = await getPayStep(ctx(), draftId);
  return { ids: offeredPayers.map(({ payerId }) => payerId), chosen: solePayerOf(offeredPayers) };
}

describe("who is offered to pay", () => {
  it("is chosen when all of it is one payer's, and left to people when it is several payers'", async () => {
    expect(await offeredFor(["i1", "i2"])).toEqual({ ids: [], chosen: null });
    await associate("pyr_a", "client_number", "10012");
    expect(await offeredFor(["i1", "i2"])).toEqual({ ids: ["pyr_a"], chosen: "pyr_a" });
    await associate("pyr_b", "invoice_number", "204118");
    expect(await offeredFor(["i1", "i2"])).toEqual({ ids: ["pyr_a"], chosen: "pyr_a" });
    expect(await offeredFor(["i1"])).toEqual({ ids: ["pyr_a", "pyr_b"], chosen: null });
  });

  it("is offered, but not chosen, for a part of it; an item that gets nothing does not count", async () => {
    await associate("pyr_a", "client_number", "10012");
    expect(await offeredFor(["i1", "i3"])).toEqual({ ids: ["pyr_a"], chosen: null });
    expect(await offeredFor(["i1"], ["i3"])).toEqual({ ids: ["pyr_a"], chosen: "pyr_a" });
    expect(await offeredFor(["i3"])).toEqual({ ids: [], chosen: null });
  });
});
