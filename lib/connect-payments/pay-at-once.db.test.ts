import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addConnection } from "@/lib/connect-settings/add-connection";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { makeItem } from "@/tests/support/connect-bench";
import { allocateDraft, entryOf, sendingOf } from "@/tests/support/draft-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { calmFaults, clockAfter, MINUTE_MS, payAs, refusalOf } from "@/tests/support/money-bench";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { payDraft } from "./pay-draft";
import { readAllocation } from "./queries";
import { findSentOutcome } from "./read-outcome";
import { searchItems } from "./search-items";
import { sendDraft } from "./send-draft";

// One invoice is paid once, whoever takes its money: two clerks, or a clerk while its client holds a link.

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const ITEMS: OpenItem[] = [
  makeItem({ key: "i1", invoiceNumber: "204077", balanceCents: 298_000 }),
  makeItem({ key: "i2", invoiceNumber: "204118", balanceCents: 312_500 }),
  makeItem({ key: "t1", kind: "trust", invoiceNumber: "", bankAccount: "IOLTA", datedOn: null, balanceCents: 0 }),
];

const test = useTestDatabase();
let firms = 0;
let firm: TestFirm;
let ada: TestUser;
let ben: TestUser;
const at = (minutes: number) => clockAfter(minutes * MINUTE_MS);

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_once_${firms}`);
  ada = await makeTestUser(firm, "usr_ada");
  ben = await makeTestUser(firm, "usr_ben");
  await saveConnectModule(ada.ctxAt(at(0)), { isOn: true });
  await addConnection(ada.ctxAt(at(0)), { name: "Server 1", system: "threeE" });
  line.system = makeItemsSystem(ITEMS);
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

/** Both have read the balances before either goes on: the moment in which both find the invoice open. */
function holdUntilBothHaveRead(): void {
  const open = makeItemsSystem(ITEMS);
  let readers = 0;
  let letGo = () => {};
  const both = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  line.system = makeItemsSystem(ITEMS, {
    readItems: async (refs) => {
      readers += 1;
      if (readers === 2) letGo();
      if (readers <= 2) await both;
      return open.readItems(refs);
    },
  });
}

const charges = () =>
  test.asOwner<{ account: string; cents: number }>(
    `select account_id as account, amount_cents::int as cents from sandbox.charges
     where firm_id = $1 and state <> 'declined' order by seq`,
    [firm.firmId],
  );
const payOf = (user: TestUser, draftId: string, payerName: string, minutes = 1) =>
  payDraft(user.ctxAt(at(minutes)), entryOf(draftId, "visa", { payerName }));

describe("two clerks on one invoice", () => {
  it("who both found it open take its money once, and the other is told the balance of now", async () => {
    const byAda = await allocateDraft(ada.ctxAt(at(0)), ITEMS, { i1: 298_000 });
    const byBen = await allocateDraft(ben.ctxAt(at(0)), ITEMS, { i1: 298_000, i2: 100 });
    holdUntilBothHaveRead();
    const answers = await Promise.all([payOf(ada, byAda, "Elena Marsh"), payOf(ben, byBen, "Jonas Beck")]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["changed", "done"]);
    expect(answers.find(({ kind }) => kind === "changed")).toMatchObject({
      changes: [{ label: "204077", seenCents: 298_000, openCents: 0, trouble: "used_up" }],
    });
    expect(await charges()).toHaveLength(1);
  });

  it("with deposits of their own are each paid those, and the invoice once", async () => {
    const byAda = await allocateDraft(ada.ctxAt(at(0)), ITEMS, { i1: 298_000, t1: 900 });
    const byBen = await allocateDraft(ben.ctxAt(at(0)), ITEMS, { i1: 298_000, t1: 700 });
    holdUntilBothHaveRead();
    await Promise.all([payOf(ada, byAda, "Elena Marsh"), payOf(ben, byBen, "Jonas Beck")]);
    expect((await charges()).filter(({ account }) => account === "acc_operating")).toHaveLength(1);
  });

  it("who pay a half each are both right", async () => {
    const byAda = await allocateDraft(ada.ctxAt(at(0)), ITEMS, { i1: 100_000 });
    expect(await payOf(ada, byAda, "Elena Marsh")).toEqual({ kind: "done" });
    const byBen = await allocateDraft(ben.ctxAt(at(1)), ITEMS, { i1: 198_000 });
    expect(await payOf(ben, byBen, "Jonas Beck", 2)).toEqual({ kind: "done" });
    expect((await charges()).map(({ cents }) => cents)).toEqual([100_000, 198_000]);
  });

  it("of whom one sends it ask for its money once", async () => {
    const byAda = await allocateDraft(ada.ctxAt(at(0)), ITEMS, { i1: 298_000 });
    const byBen = await allocateDraft(ben.ctxAt(at(0)), ITEMS, { i1: 298_000 });
    holdUntilBothHaveRead();
    const [paid, sent] = await Promise.all([
      payOf(ada, byAda, "Elena Marsh"),
      refusalOf(sendDraft(ben.ctxAt(at(1)), sendingOf(byBen))).catch(() => null),
    ]);
    const links = await test.asOwner<{ id: string }>("select id from pay_links where firm_id = $1", [firm.firmId]);
    expect(paid).toEqual({ kind: "done" });
    if (links.length === 0) expect(sent).toMatchObject({ code: "conflict", reason: "balance_taken" });
    for (const { id } of links)
      expect(await refusalOf(payAs(firm, id, { clock: at(2) }))).toMatchObject({ reason: "lines_taken" });
    expect(await charges()).toHaveLength(1);
  });
});

describe("a link that is outstanding while a clerk takes the same invoice", () => {
  async function sendLink(amounts: Record<string, number>): Promise<string> {
    const draftId = await allocateDraft(ada.ctxAt(at(0)), ITEMS, amounts);
    await sendDraft(ada.ctxAt(at(0)), sendingOf(draftId));
    const sent = await findSentOutcome(ada.ctxAt(at(0)), draftId);
    return sent?.links.find(({ kind }) => kind === "operating")?.id ?? "";
  }

  it("takes nothing of its client any more, once the invoice has not as much left", async () => {
    const linkId = await sendLink({ i1: 298_000, i2: 500 });
    const byBen = await allocateDraft(ben.ctxAt(at(1)), ITEMS, { i1: 1 });
    expect(await payOf(ben, byBen, "Jonas Beck", 2)).toEqual({ kind: "done" });
    expect(await refusalOf(payAs(firm, linkId, { clock: at(3) }))).toMatchObject({
      code: "refused",
      reason: "lines_taken",
    });
    expect(await charges()).toHaveLength(1);
  });

  it("is told to the clerk, and is paid as long as there is room for it", async () => {
    const linkId = await sendLink({ i1: 198_000 });
    const search = { by: "invoice_number", kind: "invoice", query: "204", match: "contains", cursor: null } as const;
    const { items } = await searchItems(ben.ctxAt(at(1)), search);
    expect(items.map(({ openCents, askedCents }) => [openCents, askedCents])).toEqual([
      [298_000, 198_000],
      [312_500, 0],
    ]);
    const byBen = await allocateDraft(ben.ctxAt(at(1)), ITEMS, { i1: 100_000 });
    expect((await readAllocation(ben.ctxAt(at(1)), byBen)).lines).toMatchObject([{ askedCents: 198_000 }]);
    expect(await payOf(ben, byBen, "Jonas Beck", 2)).toEqual({ kind: "done" });
    expect(await payAs(firm, linkId, { clock: at(3) })).toMatchObject({ kind: "approved" });
    expect((await charges()).map(({ cents }) => cents)).toEqual([100_000, 198_000]);
  });

  it("and its client pays at the same moment is paid once", async () => {
    const linkId = await sendLink({ i1: 298_000 });
    const byBen = await allocateDraft(ben.ctxAt(at(1)), ITEMS, { i1: 298_000 });
    const settled = await Promise.allSettled([
      payOf(ben, byBen, "Jonas Beck", 2),
      payAs(firm, linkId, { clock: at(2) }),
    ]);
    expect(settled).toHaveLength(2);
    expect(await charges()).toHaveLength(1);
  });
});
