import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addConnection } from "@/lib/connect-settings/add-connection";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { OpenItem, ReadItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import * as engine from "@/lib/payments/charge-payment";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { AppError } from "@/lib/platform/errors";
import type { Permission } from "@/lib/staff/model";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { makeItem } from "@/tests/support/connect-bench";
import { allocateDraft, entryOf, SECRET, sendingOf } from "@/tests/support/draft-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { calmFaults, causeFaults, clockAfter, MINUTE_MS, refusalOf, tokenOf } from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { changeSelection } from "./change-selection";
import { copyDraft } from "./copy-draft";
import type { PayAnswer } from "./model";
import { payDraft } from "./pay-draft";
import { findDraft, readAllocation } from "./queries";
import { findEntryOutcome, findSentOutcome } from "./read-outcome";
import { saveAllocation } from "./save-allocation";
import type { PayDraftInput } from "./schemas";
import { sendDraft } from "./send-draft";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const trust = { kind: "trust", invoiceNumber: "", bankAccount: "IOLTA", datedOn: null } as const;
const ITEMS: OpenItem[] = [
  makeItem({ key: "i1", invoiceNumber: "204077", balanceCents: 298_000 }),
  makeItem({ key: "i2", invoiceNumber: "204118", balanceCents: 312_500 }),
  makeItem({ ...trust, key: "t1", matterNumber: "10012-0003", balanceCents: 1_250_000 }),
  makeItem({ ...trust, key: "t2", matterNumber: "10012-0005", balanceCents: 0 }),
];

const test = useTestDatabase();
let firms = 0;
let firm: TestFirm;
let clerk: TestUser;
const ctx = (ms = 0) => clerk.ctxAt(clockAfter(ms));

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_pay_${firms}`);
  clerk = await makeTestUser(firm, "usr_clerk");
  await saveConnectModule(ctx(), { isOn: true });
  await addConnection(ctx(), { name: "Server 1", system: "threeE" });
  line.system = makeItemsSystem(ITEMS);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await calmFaults();
  await expectBooksToAgree(test);
});

const allocate = (amounts: Readonly<Record<string, number>>, of = ctx()) => allocateDraft(of, ITEMS, amounts);

const BOTH = { i1: 298_000, i2: 100_000, t1: 50_000, t2: 7_000 };

const pay = (draftId: string, method?: string, changes?: object): Promise<PayAnswer> =>
  payDraft(ctx(), entryOf(draftId, method, changes));
const send = (draftId: string) => sendDraft(ctx(), sendingOf(draftId));

const charges = () =>
  test.asOwner<{ account: string; cents: number }>(
    `select account_id as account, amount_cents::int as cents from sandbox.charges
     where firm_id = $1 and state <> 'declined' order by seq`,
    [firm.firmId],
  );
const linesOf = (like: string) =>
  test.asOwner<{ obligation: string; item: string; cents: number; message: string }>(
    `select obligation, item_key as item, amount_cents::int as cents, ar_message as message from allocation_lines
     where firm_id = $1 and obligation like $2 order by obligation, place`,
    [firm.firmId, like],
  );
const stateOf = async (draftId: string) => (await findEntryOutcome(ctx(), draftId))?.parts.map(({ state }) => state);

describe("payDraft", () => {
  it("makes one payment of the invoices and one of each matter's trust money, each with its lines", async () => {
    const draftId = await allocate(BOTH);
    expect(await pay(draftId)).toEqual({ kind: "done" });
    expect(await charges()).toEqual([
      { account: "acc_trust", cents: 50_000 },
      { account: "acc_trust", cents: 7_000 },
      { account: "acc_operating", cents: 398_000 },
    ]);
    const kept = (await linesOf("cart:%")).map(({ obligation, item, cents }) => [
      obligation.split(":")[2],
      item,
      cents,
    ]);
    expect(kept).toEqual([
      ["operating", "i1", 298_000],
      ["operating", "i2", 100_000],
      ["trust", "t1", 50_000],
      ["trust-1", "t2", 7_000],
    ]);
    const rows = await test.asOwner<{ source: string; matter: string }>(
      "select source, matter_ref as matter from payments where firm_id = $1 order by amount_cents",
      [firm.firmId],
    );
    expect(rows.map(({ source }) => source)).toEqual(["connect_entry", "connect_entry", "connect_entry"]);
    expect(await stateOf(draftId)).toEqual(["taken", "taken", "taken"]);
    const audits = await test.asOwner<{ action: string }>(
      "select action from audit_log where firm_id = $1 and action in ('cart.placed') ",
      [firm.firmId],
    );
    expect(audits).toHaveLength(1);
    const posted = await test.asOwner("select 1 from postings where firm_id = $1", [firm.firmId]);
    expect(posted.length).toBeGreaterThanOrEqual(2);
  });

  it("pressed 30 times at once, half of them to send it, is one set of payments or one set of links", async () => {
    const draftId = await allocate(BOTH);
    const answers = await releaseTogether(30, (index) =>
      (index ?? 0) % 2 === 0 ? pay(draftId) : send(draftId).catch((error: unknown) => error),
    );
    expect(answers.filter((answer) => answer instanceof Error && !(answer instanceof AppError))).toEqual([]);
    const links = await test.asOwner("select 1 from pay_links where firm_id = $1", [firm.firmId]);
    const taken = await charges();
    expect([taken.length, links.length]).toEqual(taken.length > 0 ? [3, 0] : [0, 3]);
  });

  it("pressed 30 times at once is paid once", async () => {
    const draftId = await allocate(BOTH);
    await releaseTogether(30, () => pay(draftId));
    expect(await charges()).toHaveLength(3);
    expect(await pay(draftId)).toEqual({ kind: "done" });
    expect(await charges()).toHaveLength(3);
  });

  it("that died between its parts, or before anything was charged, goes on where it was", async () => {
    for (const dieAt of [1, 2, 3]) {
      const draftId = await allocate({ i1: 10_000, t1: 5_000, t2: 700 });
      const real = engine.chargePayment;
      let calls = 0;
      vi.spyOn(engine, "chargePayment").mockImplementation((of, input) => {
        calls += 1;
        if (calls === dieAt) throw new Error("killed");
        return real(of, input);
      });
      const input = entryOf(draftId, "visa", { acknowledgedPaymentIds: [] });
      await expect(payAnyway(input)).rejects.toThrow("killed");
      vi.restoreAllMocks();
      expect(await payAnyway(input)).toEqual({ kind: "done" });
    }
    expect(await charges()).toHaveLength(9);
  });

  it("charges nothing when a balance is not as it was seen, and says which", async () => {
    const draftId = await allocate(BOTH);
    line.system = makeItemsSystem(ITEMS.map((item) => (item.key === "i2" ? { ...item, balanceCents: 312_400 } : item)));
    expect(await pay(draftId)).toMatchObject({
      kind: "changed",
      changes: [{ label: "204118", seenCents: 312_500, openCents: 312_400, trouble: null }],
    });
    expect(await send(draftId)).toMatchObject({ kind: "changed" });
    const closed: ReadItem[] = ITEMS.map((item) => ({ ...item, status: item.key === "i1" ? "closed" : "open" }));
    line.system = makeItemsSystem(ITEMS, { readItems: async () => closed });
    expect(await pay(draftId)).toMatchObject({ kind: "changed", changes: [{ label: "204077", trouble: "closed" }] });
    expect(await charges()).toEqual([]);
    expect((await findDraft(ctx(), draftId))?.isOpen).toBe(true);
  });

  it("charges nothing on an item that belongs elsewhere than was selected, whoever said so; and on its right place then", async () => {
    // As a browser of yesterday has it, or one that was made to say so.
    const stale = ITEMS.map((item) => ({ ...item, bankAccount: "", clientNumber: "99999" }));
    const draftId = await allocate({});
    await changeSelection(ctx(), { draftId, add: stale.filter(({ key }) => key === "t1" || key === "i1") });
    const lines = ["invoice:i1", "trust:t1"].map((id) => ({
      id,
      amountCents: 5_000,
      isByHand: true,
      seenCents: 298_000,
    }));
    await saveAllocation(ctx(), { draftId, amountToPayCents: null, accountId: "", lines });
    expect(await pay(draftId)).toMatchObject({ kind: "changed", changes: [{ isMoved: true }, { isMoved: true }] });
    expect(await charges()).toEqual([]);
    expect(await pay(draftId)).toEqual({ kind: "done" });
    const kept = await test.asOwner<{ client: string; bank: string }>(
      "select client_number as client, bank_account as bank from allocation_lines where firm_id = $1 order by obligation",
      [firm.firmId],
    );
    expect(kept).toEqual([
      { client: "10012", bank: "" },
      { client: "10012", bank: "IOLTA" },
    ]);
  });

  it("charges nothing while the matter system does not answer, and loses nothing", async () => {
    const draftId = await allocate(BOTH);
    const readItems = () => Promise.reject(new AppError("upstream_unavailable", { reason: "connector_down" }));
    line.system = makeItemsSystem(ITEMS, { readItems });
    expect(await refusalOf(pay(draftId))).toMatchObject({ reason: "connector_down" });
    expect(await refusalOf(readAllocation(ctx(), draftId))).toMatchObject({ reason: "connector_down" });
    line.system = makeItemsSystem(ITEMS);
    expect(await pay(draftId)).toEqual({ kind: "done" });
  });

  it("after a definite no may be changed, or paid by somebody else", async () => {
    const draftId = await allocate(BOTH);
    expect(await pay(draftId, "declined")).toMatchObject({ kind: "declined" });
    expect((await findDraft(ctx(), draftId))?.isOpen).toBe(true);
    expect(await pay(draftId, "visa", { payerName: "Jonas Beck" })).toEqual({ kind: "done" });
    const names = await test.asOwner<{ name: string }>(
      "select distinct payer_name as name from payments where firm_id = $1 and status = 'approved'",
      [firm.firmId],
    );
    expect(names.map(({ name }) => name)).toEqual(["Jonas Beck"]);
    expect(await charges()).toHaveLength(3);
    const again = saveAllocation(ctx(), { draftId, amountToPayCents: 1, accountId: "", lines: [] });
    expect(await refusalOf(again)).toMatchObject({ reason: "draft_paid" });
  });

  it("with the operating part declined says so; the rest is charged alone, or taken into another payment", async () => {
    for (const way of ["again", "copy"]) {
      const draftId = await allocate({ i1: 20_000, t1: way === "copy" ? 51_000 : 50_000 });
      const real = engine.chargePayment;
      let calls = 0;
      vi.spyOn(engine, "chargePayment").mockImplementation((of, input) => {
        calls += 1;
        return real(of, calls === 2 ? { ...input, methodToken: tokenOf("insufficient-funds") } : input);
      });
      expect(await payAnyway(entryOf(draftId))).toEqual({ kind: "done" });
      vi.restoreAllMocks();
      expect(await stateOf(draftId)).toEqual(["taken", "declined"]);
      if (way === "again") expect(await payAnyway(entryOf(draftId, "mastercard"))).toEqual({ kind: "done" });
      else {
        const { draftId: copyId } = await copyDraft(ctx(), { draftId });
        expect((await findDraft(ctx(), copyId))?.lines.map(({ item }) => item.key)).toEqual(["i1"]);
        expect(await refusalOf(pay(draftId))).toMatchObject({ reason: "draft_left" });
      }
    }
    expect((await charges()).map(({ cents }) => cents)).toEqual([50_000, 20_000, 51_000]);
  });

  it("does not go on after an outcome that nobody knows, until it is known", async () => {
    const draftId = await allocate({ i1: 298_000, t1: 50_000 });
    const real = engine.chargePayment;
    vi.spyOn(engine, "chargePayment").mockImplementation(async (of, input) => {
      await causeFaults("lost=1");
      return real(of, input).finally(calmFaults);
    });
    expect(await pay(draftId)).toEqual({ kind: "done" });
    vi.restoreAllMocks();
    expect(await stateOf(draftId)).toEqual(["checking", "waiting"]);
    expect(await refusalOf(copyDraft(ctx(), { draftId }))).toMatchObject({ reason: "draft_checking" });
    await reconcilePayments(firm.ctxAt(clockAfter(5 * MINUTE_MS)));
    expect(await payAnyway(entryOf(draftId))).toEqual({ kind: "done" });
    expect(await charges()).toHaveLength(2);
  });

  it("asks about what looks like the same payment minutes ago", async () => {
    expect(await pay(await allocate({ i1: 100 }))).toEqual({ kind: "done" });
    const draftId = await allocate({ i1: 100 });
    const asked = await pay(draftId);
    expect(asked).toMatchObject({ kind: "duplicate", duplicate: { amountCents: 100 } });
    if (asked.kind !== "duplicate") return;
    const acknowledgedPaymentIds = [asked.duplicate.paymentId];
    expect(await pay(draftId, "visa", { acknowledgedPaymentIds })).toEqual({ kind: "done" });
  });

  it("takes eChecks with the client's recorded word for each part, and saves a payer when asked", async () => {
    const draftId = await allocate({ i1: 298_000, t1: 50_000 });
    expect(await pay(draftId, "bank-pays", { savePayer: true })).toEqual({ kind: "done" });
    const rows = await test.asOwner<{ text: string; payer: string | null }>(
      "select authorization_text as text, payer_id as payer from payments where firm_id = $1 order by amount_cents",
      [firm.firmId],
    );
    expect(rows.map(({ text }) => /\$[\d,.]+/.exec(text)?.[0])).toEqual(["$500.00", "$2,980.00"]);
    expect(new Set(rows.map((row) => row.payer)).size).toBe(1);
    expect(rows[0]?.payer).toMatch(/^pyr_/);
  });
});

describe("sendDraft", () => {
  it("makes one link for the invoices and one for each matter, open for a day, with their lines", async () => {
    const draftId = await allocate(BOTH);
    const answers = await releaseTogether(30, () => send(draftId));
    expect(answers.every((answer) => !(answer instanceof Error))).toBe(true);
    const sent = await findSentOutcome(ctx(), draftId);
    expect(sent?.links.map(({ kind, amountCents }) => [kind, amountCents])).toEqual([
      ["operating", 398_000],
      ["trust", 50_000],
      ["trust", 7_000],
    ]);
    expect((sent?.expiresAt.getTime() ?? 0) - clockAfter(0).now().getTime()).toBe(24 * 60 * MINUTE_MS);
    const rows = await test.asOwner<{ source: string }>("select source from pay_links where firm_id = $1", [
      firm.firmId,
    ]);
    expect(rows.map(({ source }) => source)).toEqual(["connect_link", "connect_link", "connect_link"]);
    expect((await linesOf("link:%")).map(({ item, cents }) => [item, cents]).sort()).toEqual([
      ["i1", 298_000],
      ["i2", 100_000],
      ["t1", 50_000],
      ["t2", 7_000],
    ]);
    expect(await refusalOf(pay(draftId))).toMatchObject({ reason: "draft_sent" });
  });
});

describe("the A/R message", () => {
  it("stands with the lines, and in nothing that a client may be shown", async () => {
    expect(await pay(await allocate({ i1: 298_000 }))).toEqual({ kind: "done" });
    await send(await allocate({ i2: 100_000 }));
    expect((await linesOf("%")).map(({ message }) => message)).toEqual([SECRET, SECRET]);
    for (const table of ["payments", "pay_links", "carts", "cart_parts", "receipts", "outbox", "payment_events"]) {
      const exists = await test.asOwner<{ name: string | null }>("select to_regclass($1)::text as name", [table]);
      if (!exists[0]?.name) continue;
      const rows = await test.asOwner(`select 1 from ${table} t where t::text like '%' || $1 || '%'`, [SECRET]);
      expect(rows, table).toEqual([]);
    }
  });
});

describe("a draft", () => {
  it("belongs to its user; needs the permission; is another firm's to nobody; and needs the module", async () => {
    const draftId = await allocate({ i1: 100 });
    const other = await makeTestUser(firm, "usr_other");
    expect(await refusalOf(findDraft(other.ctxAt(clockAfter(0)), draftId))).toMatchObject({ code: "not_found" });
    const viewer = await makeTestUser(firm, "usr_viewer", { permissions: ["payments.view"] as Permission[] });
    const asViewer = viewer.ctxAt(clockAfter(0));
    expect(await refusalOf(payDraft(asViewer, entryOf(draftId)))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(changeSelection(asViewer, { draftId }))).toMatchObject({ code: "forbidden" });
    const saver = await makeTestUser(firm, "usr_saver", { permissions: ["connect.pay"] as Permission[] });
    const saving = payDraft(saver.ctxAt(clockAfter(0)), entryOf(draftId, "visa", { savePayer: true }));
    expect(await refusalOf(saving)).toMatchObject({ reason: "needs_payers.manage" });
    const elsewhere = await makeTestFirm(`frm_pay_${firms}_other`);
    const stranger = await makeTestUser(elsewhere, "usr_clerk");
    expect(await refusalOf(payDraft(stranger.ctxAt(clockAfter(0)), entryOf(draftId)))).toMatchObject({
      code: "not_found",
    });
    await saveConnectModule(ctx(), { isOn: false });
    expect(await refusalOf(pay(draftId))).toMatchObject({ code: "not_found", reason: "connect_off" });
    expect(await charges()).toEqual([]);
  });

  it("refuses more than is open, in the amounts as they are paid", async () => {
    const draftId = await allocate({ i1: 298_001 });
    expect(await pay(draftId)).toMatchObject({ kind: "changed", changes: [{ label: "204077", openCents: 298_000 }] });
    expect(await charges()).toEqual([]);
  });
});

/** Says that the payments which look alike are others. */
async function payAnyway(input: PayDraftInput): Promise<PayAnswer> {
  let known = input;
  for (;;) {
    const answer = await payDraft(ctx(), known);
    if (answer.kind !== "duplicate") return answer;
    known = { ...known, acknowledgedPaymentIds: [...known.acknowledgedPaymentIds, answer.duplicate.paymentId] };
  }
}
