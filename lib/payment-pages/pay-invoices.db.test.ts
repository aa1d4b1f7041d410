import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addConnection } from "@/lib/connect-settings/add-connection";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { AppError } from "@/lib/platform/errors";
import { findPublicReceipt } from "@/lib/receipts/find-public-receipt";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { calmFaults, clockAfter, refusalOf, staffCtx, tokenOf } from "@/tests/support/money-bench";
import { makePage, pageForm, submitAs } from "@/tests/support/page-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { makeTestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { findPageInvoices } from "./find-page-invoices";
import { findPublicPage } from "./find-public-page";
import { findPublicSubmission } from "./find-public-submission";
import { paySubmission } from "./pay-submission";
import { publishPaymentPage, withdrawPaymentPage } from "./publish-payment-page";
import { getPageEditor, getPagePreview, listPaymentPages } from "./queries";
import { savePaymentPage } from "./save-payment-page";
import { PaySubmissionInput } from "./schemas";

const test = useTestDatabase();
let firms = 0;
let firm: TestFirm;
let items: OpenItem[];
let system: MatterSystem;
const systemOf = () => system;

const invoice = (key: string, changes: Partial<OpenItem> = {}) =>
  makeItem({ key, clientNumber: "10427", matterNumber: "10427-0003", payorPercent: null, ...changes });

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_conpage${firms}`);
  const admin = await makeTestUser(firm, "usr_ada");
  await saveConnectModule(admin.ctxAt(clockAfter(0)), { isOn: true });
  await addConnection(admin.ctxAt(clockAfter(0)), { name: "Server 1", system: "threeE" });
  items = [
    invoice("i1", { invoiceNumber: "204077", balanceCents: 298_000, datedOn: "2026-01-10" }),
    invoice("i2", { invoiceNumber: "204118", balanceCents: 312_500, datedOn: "2026-02-10" }),
    invoice("x1", { invoiceNumber: "204188", clientNumber: "10360", balanceCents: 410_000 }),
    invoice("x2", { invoiceNumber: "204188", clientNumber: "10285", balanceCents: 305_025 }),
    invoice("t1", { kind: "trust", invoiceNumber: "", bankAccount: "IOLTA", datedOn: null, balanceCents: 900 }),
  ];
  system = makeItemsSystem(items);
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

const CONNECT = { amountRule: "connect" as const, fields: { email: "optional" as const } };
const makeConnectPage = (changes: Parameters<typeof makePage>[1] = {}) => makePage(firm, { ...CONNECT, ...changes });
const visitor = (of = firm) => ({
  ...of.ctxAt(clockAfter(0)),
  actor: { kind: "payer" as const, via: "page" },
  ip: "203.0.113.9",
});
const look = (pageId: string, values: Record<string, string>) =>
  findPageInvoices(visitor(), pageId, { values }, systemOf);
const submit = (pageId: string, values: Record<string, string>, requestId?: string) =>
  submitAs(firm, pageId, values, requestId, systemOf);
const pay = (submissionId: string, method = "visa", of = firm) =>
  paySubmission(
    visitor(of),
    submissionId,
    PaySubmissionInput.parse({ methodToken: tokenOf(method), receiptEmail: "elena.marsh@bluewater.example" }),
    systemOf,
  );
const BOTH = { clientRef: "10427", "pick.invoice:i1": "1", "pick.invoice:i2": "1" };
const recordsOf = (paymentId: string) =>
  test.asOwner(
    "select state, source, kind, item_key, client_number, client_name, invoice_number, amount_cents from postings where payment_id = $1 order by place",
    [paymentId],
  );
/** The page that a token opens goes by the day on the wall. */
const openToday = () => test.asOwner("update page_submissions set expires_at = now() + interval '1 day'");
const takenOf = async (submissionId: string) =>
  (
    await test.asOwner<{ amount: string }>(
      "select amount_cents as amount from sandbox.charges where idempotency_key like 'page:' || $1 || ':%' and state in ('approved','settled')",
      [submissionId],
    )
  ).map(({ amount }) => Number(amount));

describe("looking invoices up", () => {
  it("by a client number shows that client's, oldest first, and no trust ledger", async () => {
    const { pageId } = await makeConnectPage();
    const found = await look(pageId, { clientRef: "10427" });
    expect(found).toMatchObject({
      kind: "found",
      invoices: [
        { invoiceNumber: "204077", openCents: 298_000, matterNumber: "10427-0003" },
        { invoiceNumber: "204118", openCents: 312_500 },
      ],
    });
    expect(JSON.stringify(found)).not.toMatch(/Bluewater|Harbor|Elena/);
  });

  it("by an invoice number shows that one, and the client's others only where the page offers them", async () => {
    const one = await makeConnectPage();
    const all = await makeConnectPage({ offersAll: true });
    const numbersOf = async (pageId: string) => {
      const found = await look(pageId, { invoiceNumber: "204118" });
      return found.kind === "found"
        ? found.invoices.map((each) => [each.invoiceNumber, each.matterNumber])
        : found.kind;
    };
    expect(await numbersOf(one.pageId)).toEqual([["204118", ""]]);
    expect(await numbersOf(all.pageId)).toEqual([
      ["204118", ""],
      ["204077", ""],
    ]);
  });

  it("answers alike for a number that nobody has, one that is paid, one of two clients, and one that belongs to another", async () => {
    const { pageId } = await makeConnectPage({ offersAll: true });
    items.push(invoice("paid", { invoiceNumber: "300000", balanceCents: 0 }));
    const guesses: Record<string, string>[] = [
      { invoiceNumber: "999999" },
      { invoiceNumber: "300000" },
      { invoiceNumber: "204188" },
      { invoiceNumber: "204118", clientRef: "10360" },
      { clientRef: "99999" },
      { invoiceNumber: "%" },
    ];
    for (const values of guesses) expect(await look(pageId, values)).toEqual({ kind: "nothing" });
    expect(await look(pageId, { invoiceNumber: "204188", clientRef: "10360" })).toMatchObject({
      invoices: [{ invoiceNumber: "204188", openCents: 410_000 }],
    });
  });

  it("says in its fields what is missing, and asks nobody then", async () => {
    const { pageId } = await makeConnectPage({ proof: "both" });
    system = makeItemsSystem([], {
      searchInvoices: () => {
        throw new Error("It was asked.");
      },
    });
    const refused = await look(pageId, { invoiceNumber: "204118" }).catch((error: AppError) => error.fields);
    expect(refused).toEqual([{ path: "clientRef", message: "field_missing" }]);
  });

  it("is away where the matter system is, or none is connected; neither is an error", async () => {
    const { pageId } = await makeConnectPage();
    const away = async () => {
      throw new AppError("upstream_unavailable", { reason: "connector_down" });
    };
    system = makeItemsSystem(items, { searchInvoices: away });
    expect(await look(pageId, { clientRef: "10427" })).toEqual({ kind: "away" });
    expect(await refusalOf(submit(pageId, BOTH))).toMatchObject({ reason: "invoices_unreachable" });
    await test.asOwner("update connect_settings set connection_id = null where firm_id = $1", [firm.firmId]);
    expect(await look(pageId, { clientRef: "10427" })).toEqual({ kind: "away" });
  });

  it("of another firm, of a page of another kind, or with Connect off finds no page", async () => {
    const { pageId } = await makeConnectPage({ slug: "open" });
    const plain = await makePage(firm);
    const stranger = await makeTestFirm(`frm_other${firms}`);
    const ask = findPageInvoices(visitor(stranger), pageId, { values: { clientRef: "10427" } }, systemOf);
    expect(await refusalOf(ask)).toMatchObject({ code: "not_found" });
    expect(await refusalOf(look(plain.pageId, { clientRef: "10427" }))).toMatchObject({ code: "not_found" });
    const address = firm.firmId.replace("_", "-");
    expect(await findPublicPage(address, "open")).toMatchObject({ page: { id: pageId } });
    const { id } = await submit(pageId, BOTH);
    await test.asOwner("update connect_settings set is_on = false where firm_id = $1", [firm.firmId]);
    expect(await findPublicPage(address, "open")).toBeNull();
    expect(await refusalOf(look(pageId, { clientRef: "10427" }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(pay(id))).toMatchObject({ reason: "page_withdrawn" });
    expect(await takenOf(id)).toEqual([]);
  });
});

describe("paying what was ticked", () => {
  it("charges the sum, with one line and one pending posting record for each invoice", async () => {
    const { pageId } = await makeConnectPage();
    const { id, token } = await submit(pageId, BOTH);
    await openToday();
    expect(await findPublicSubmission(token)).toMatchObject({
      submission: {
        ...{ state: "payable", amountCents: 610_500, clientRef: "10427" },
        invoices: [
          { invoiceNumber: "204077", amountCents: 298_000, matterName: "", matterNumber: "" },
          { invoiceNumber: "204118", amountCents: 312_500 },
        ],
      },
    });
    const result = await pay(id);
    expect(result).toMatchObject({ kind: "approved" });
    expect(await takenOf(id)).toEqual([610_500]);
    const record = { state: "pending", source: "payment_page", kind: "invoice", client_number: "10427" };
    expect(await recordsOf(result.paymentId)).toEqual([
      { ...record, item_key: "i1", invoice_number: "204077", client_name: "Bluewater Marine", amount_cents: "298000" },
      { ...record, item_key: "i2", invoice_number: "204118", client_name: "Bluewater Marine", amount_cents: "312500" },
    ]);
    // Neither invoice is offered again while its record is on its way.
    expect(await look(pageId, { clientRef: "10427" })).toEqual({ kind: "nothing" });
  });

  it("of one invoice leaves its number opening nothing, also where the client has others", async () => {
    const { pageId } = await makeConnectPage({ offersAll: true });
    const { id } = await submit(pageId, { invoiceNumber: "204118", "pick.invoice:i2": "1" });
    await pay(id);
    expect(await look(pageId, { invoiceNumber: "204118" })).toEqual({ kind: "nothing" });
    expect(await look(pageId, { invoiceNumber: "204077" })).toMatchObject({ invoices: [{ invoiceNumber: "204077" }] });
  });

  it("tells the receipt of one who typed an invoice number nothing more than that", async () => {
    const { pageId } = await makeConnectPage();
    const { id, token } = await submit(pageId, { invoiceNumber: "204118", "pick.invoice:i2": "1" });
    await pay(id);
    const found = await findPublicSubmission(token);
    const receipt = await findPublicReceipt(found?.submission.receiptToken ?? "");
    expect(receipt).not.toBeNull();
    expect(JSON.stringify(receipt)).toContain("204118");
    expect(JSON.stringify(receipt)).not.toMatch(/10427|Bluewater Marine|Harbor/);
  });

  it("takes no tick for an invoice that the typed numbers do not stand for", async () => {
    const { pageId } = await makeConnectPage();
    const problems = (values: Record<string, string>) =>
      submit(pageId, values).catch((error: AppError) => error.fields.map(({ path, message }) => [path, message]));
    expect(await problems({ clientRef: "10427", "pick.invoice:x1": "1" })).toEqual([["picks", "invoice_gone"]]);
    expect(await problems({ invoiceNumber: "204118", "pick.invoice:i1": "1" })).toEqual([["picks", "invoice_gone"]]);
    expect(await problems({ clientRef: "10427", "pick.trust:t1": "1" })).toEqual([["picks", "invoice_gone"]]);
    expect(await problems({ clientRef: "10427" })).toEqual([["picks", "nothing_picked"]]);
    expect(await refusalOf(submit(pageId, { clientRef: "99999", "pick.invoice:i1": "1" }))).toMatchObject({
      reason: "invoices_nothing",
    });
  });

  it("is sent by its own form alone, whose look-ups are counted", async () => {
    const { pageId } = await makeConnectPage();
    expect(await refusalOf(submitAs(firm, pageId, BOTH))).toMatchObject({ code: "not_found" });
    const plain = await makePage(firm);
    expect(await refusalOf(submit(plain.pageId, { amount: "5" }))).toMatchObject({ code: "not_found" });
  });

  it("takes a part only where the page lets it, and never more than is open", async () => {
    const whole = await makeConnectPage();
    const part = { clientRef: "10427", "pick.invoice:i1": "1", "part.invoice:i1": "100.00" };
    const full = await findPublicSubmission((await submit(whole.pageId, part)).token);
    expect(full?.submission.amountCents).toBe(298_000);
    const parts = await makeConnectPage({ allowsPart: true });
    const { id } = await submit(parts.pageId, part);
    expect(await takenOf(id)).toEqual([]);
    await pay(id);
    expect(await takenOf(id)).toEqual([10_000]);
    const above = submit(parts.pageId, { ...part, "part.invoice:i1": "2,880.01" });
    expect(await above.catch((error: AppError) => error.fields)).toEqual([
      { path: "part.invoice:i1", message: "amount_above_open" },
    ]);
    expect(await look(parts.pageId, { invoiceNumber: "204077" })).toMatchObject({ invoices: [{ openCents: 288_000 }] });
  });

  it("asks for the balances anew: paid elsewhere, lower or closed charges nothing", async () => {
    const { pageId } = await makeConnectPage();
    const first = items[0];
    if (!first) throw new Error("No invoice.");
    for (const change of ["lower", "paid", "gone"] as const) {
      system = makeItemsSystem(items);
      const { id } = await submit(pageId, BOTH);
      if (change === "lower")
        system = makeItemsSystem(items.map((item) => (item === first ? { ...item, balanceCents: 297_999 } : item)));
      else {
        const readItems: MatterSystem["readItems"] = async () =>
          change === "gone" ? [] : items.map((item) => ({ ...item, status: "paid" }));
        system = makeItemsSystem(items, { readItems });
      }
      expect(await refusalOf(pay(id))).toEqual({ code: "refused", reason: "invoices_changed" });
      expect(await takenOf(id)).toEqual([]);
    }
  });

  it("charges nothing while the matter system is away; a later try does, also after a decline", async () => {
    const { pageId } = await makeConnectPage();
    const { id } = await submit(pageId, BOTH);
    const readItems = async () => {
      throw new AppError("upstream_unavailable", { reason: "connector_slow" });
    };
    system = makeItemsSystem(items, { readItems });
    expect(await refusalOf(pay(id))).toMatchObject({ reason: "invoices_unreachable" });
    system = makeItemsSystem(items);
    expect(await pay(id, "declined")).toMatchObject({ kind: "declined" });
    expect(await pay(id)).toMatchObject({ kind: "approved" });
    expect(await refusalOf(pay(id))).toMatchObject({ reason: "submission_paid" });
    expect(await takenOf(id)).toEqual([610_500]);
  });

  it("two visitors at once pay an invoice once; the other is told, and their page says it", async () => {
    const { pageId } = await makeConnectPage();
    const one = { invoiceNumber: "204118", "pick.invoice:i2": "1" };
    const visits = [await submit(pageId, one), await submit(pageId, one)];
    const answers = await releaseTogether(20, (place) => pay(visits[place % 2]?.id ?? ""));
    expect(countAnswers(answers).approved).toBe(1);
    const taken = await Promise.all(visits.map(({ id }) => takenOf(id)));
    expect(taken.flat()).toEqual([312_500]);
    await openToday();
    const states = await Promise.all(
      visits.map(async ({ token }) => (await findPublicSubmission(token))?.submission.state),
    );
    expect(states.sort()).toEqual(["paid", "sold_out"]);
    const loser = visits[taken.findIndex((each) => each.length === 0)];
    expect(await refusalOf(pay(loser?.id ?? ""))).toMatchObject({ reason: "invoices_changed" });
  });

  it("sent again is the same submission; with another choice it replaces the one before", async () => {
    const { pageId } = await makeConnectPage();
    const request = "req_connect0001";
    const first = await submit(pageId, BOTH, request);
    expect(await submit(pageId, BOTH, request)).toEqual(first);
    const other = await submit(pageId, { clientRef: "10427", "pick.invoice:i1": "1" }, request);
    expect(other.id).not.toBe(first.id);
    expect(await refusalOf(pay(first.id))).toMatchObject({ reason: "submission_replaced" });
    await pay(other.id);
    expect(await takenOf(other.id)).toEqual([298_000]);
  });

  it("another firm's visitor reaches nothing of it", async () => {
    const { pageId } = await makeConnectPage();
    const { id } = await submit(pageId, BOTH);
    const stranger = await makeTestFirm(`frm_far${firms}`);
    expect(await refusalOf(pay(id, "visa", stranger))).toMatchObject({ code: "not_found" });
  });
});

describe("the page that takes over", () => {
  it("is one that asks for an amount, and is offered only while it is open", async () => {
    const fallback = await makePage(firm, { slug: "other" });
    const { pageId } = await makeConnectPage({ slug: "leads-on", fallbackPageId: fallback.pageId });
    const address = firm.firmId.replace("_", "-");
    expect((await findPublicPage(address, "leads-on"))?.page).toMatchObject({ fallbackSlug: "other" });
    await withdrawPaymentPage(staffCtx(firm, ["pages.manage"]), fallback);
    expect((await findPublicPage(address, "leads-on"))?.page).toMatchObject({ fallbackSlug: null });
    const refused = makeConnectPage({ fallbackPageId: pageId }).catch((error: AppError) => error.fields);
    expect(await refused).toEqual([{ path: "fallbackPageId", message: "fallback_unknown" }]);
  });
});

describe("making a Connect page", () => {
  const ctx = () => staffCtx(firm, ["pages.manage", "payments.view"]);
  const fieldsOf = (work: Promise<unknown>) => work.catch((error: AppError) => error.fields);

  it("keeps what is set, stands apart from the other pages, and makes posting records whatever is said", async () => {
    const plain = await makePage(firm);
    const { pageId } = await makeConnectPage({
      ...{ proof: "both", offersAll: true, allowsPart: true, fallbackPageId: plain.pageId, makesPosting: false },
    });
    expect((await listPaymentPages(ctx(), "connect")).map(({ id }) => id)).toEqual([pageId]);
    expect((await listPaymentPages(ctx())).map(({ id }) => id)).toEqual([plain.pageId]);
    const { page, accounts, fallbacks } = await getPageEditor(ctx(), pageId, "connect");
    expect(page).toMatchObject({
      amount: { kind: "connect", proof: "both", offersAll: true, allowsPart: true },
      ...{ fallbackPageId: plain.pageId, makesPosting: true },
    });
    expect(accounts.map(({ kind }) => kind)).toEqual(["operating"]);
    expect(fallbacks.map(({ id }) => id)).toEqual([plain.pageId]);
    expect(await refusalOf(getPageEditor(ctx(), pageId))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(getPageEditor(ctx(), plain.pageId, "connect"))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(getPagePreview(ctx(), pageId))).toMatchObject({ code: "not_found" });
    expect(await getPagePreview(ctx(), pageId, "connect")).toMatchObject({ page: { fields: [{ key: "email" }] } });
  });

  it("never becomes a page of another kind, nor the other way round", async () => {
    const { pageId } = await makeConnectPage();
    const plain = await makePage(firm);
    expect(await refusalOf(savePaymentPage(ctx(), pageForm({ pageId })))).toMatchObject({ code: "not_found" });
    const turned = savePaymentPage(ctx(), pageForm({ ...CONNECT, pageId: plain.pageId }));
    expect(await refusalOf(turned)).toMatchObject({ code: "not_found" });
  });

  it("is refused on trust money, without the permission, and while Connect is off", async () => {
    expect(await fieldsOf(makeConnectPage({ accountId: "acc_trust" }))).toEqual([
      { path: "accountId", message: "connect_needs_operating" },
    ]);
    const form = pageForm(CONNECT);
    expect(await refusalOf(savePaymentPage(staffCtx(firm, ["connect.pay"]), form))).toMatchObject({
      code: "forbidden",
    });
    const { pageId } = await makeConnectPage();
    await test.asOwner("update connect_settings set is_on = false where firm_id = $1", [firm.firmId]);
    expect(await refusalOf(savePaymentPage(ctx(), form))).toMatchObject({ reason: "connect_off" });
    expect(await refusalOf(publishPaymentPage(ctx(), { pageId }))).toMatchObject({ reason: "connect_off" });
    expect(await refusalOf(listPaymentPages(ctx(), "connect"))).toMatchObject({ reason: "connect_off" });
    expect(await refusalOf(getPageEditor(ctx(), null, "connect"))).toMatchObject({ reason: "connect_off" });
    expect(await refusalOf(getPagePreview(ctx(), pageId, "connect"))).toMatchObject({ reason: "connect_off" });
  });
});
