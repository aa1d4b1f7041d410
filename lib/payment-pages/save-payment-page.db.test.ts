import { beforeAll, describe, expect, it } from "vitest";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { makePage, pageForm, submitAs } from "@/tests/support/page-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { findPublicPage } from "./find-public-page";
import { publishPaymentPage } from "./publish-payment-page";
import { getPageEditor, getPagePreview } from "./queries";
import { savePaymentPage } from "./save-payment-page";
import { PaymentPageForm } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

const manager = (of = firm, accountIds: string[] | null = null) =>
  staffCtx(of, ["pages.manage", "payments.view"], { accountIds });

describe("a page", () => {
  it("is kept as a draft that nobody opens, and written into the audit log", async () => {
    const form = pageForm({ slug: "draft", sites: "www.firm.example\nhttps://www.firm.example/contact" });
    const { pageId } = await savePaymentPage(manager(), form);
    expect(await findPublicPage("frm-test", "draft")).toBeNull();
    const { page } = await getPageEditor(manager(), pageId);
    expect(page).toMatchObject({ status: "draft", hostSites: ["https://www.firm.example"], slug: "draft" });
    expect(await getPagePreview(manager(), pageId)).toMatchObject({ page: { heading: "Pay your invoice" } });
    const audit = await test.asOwner("select action, actor from audit_log where object_id = $1", [pageId]);
    expect(audit).toEqual([{ action: "payment_page.add", actor: "user:usr_test" }]);
  });

  it("moves with its address: the old one opens nothing any more", async () => {
    const { pageId } = await makePage(firm, { slug: "before" });
    await savePaymentPage(manager(), pageForm({ pageId, slug: "after" }));
    expect(await findPublicPage("frm-test", "before")).toBeNull();
    expect(await findPublicPage("frm-test", "after")).toMatchObject({ page: { id: pageId } });
    expect(await makePage(firm, { slug: "before" })).toMatchObject({ pageId: expect.any(String) });
  });

  it("has an address of its own within the firm; another firm may use the same", async () => {
    await makePage(firm, { slug: "same" });
    expect(await refusalOf(savePaymentPage(manager(), pageForm({ slug: "same" })))).toMatchObject({
      code: "invalid_input",
    });
    const theirs = await savePaymentPage(manager(stranger), pageForm({ slug: "same" }));
    await publishPaymentPage(manager(stranger), theirs);
    expect(await findPublicPage("frm-other", "same")).toMatchObject({ page: { id: theirs.pageId } });
  });

  it("keeps its account, and is not for who may not use that, nor for another firm", async () => {
    const { pageId } = await makePage(firm);
    await savePaymentPage(manager(), pageForm({ pageId, accountId: "acc_trust" }));
    expect((await getPageEditor(manager(), pageId)).page).toMatchObject({ accountId: "acc_operating" });
    expect(await refusalOf(getPageEditor(manager(firm, ["acc_trust"]), pageId))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(savePaymentPage(manager(stranger), pageForm({ pageId })))).toMatchObject({
      code: "not_found",
    });
    expect(await refusalOf(savePaymentPage(staffCtx(firm, ["payments.view"]), pageForm()))).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("the form of a page", () => {
  it.each([
    [{ slug: "No spaces" }, "slug"],
    [{ amountRule: "fixed" }, "amountCents"],
    [{ amountRule: "fixed", amountCents: Number.NaN }, "amountCents"],
    [{ leastCents: 500, mostCents: 400 }, "mostCents"],
    [{ amountRule: "list" }, "choices"],
    [{ amountRule: "list", choices: [{ label: "", amountCents: 5 }] }, "choices.0.label"],
    [{ sites: "https://*.example" }, "sites"],
  ] as const)("%o is refused at %s", (change, path) => {
    const read = PaymentPageForm.safeParse({ ...pageForm(), ...change });
    expect(read.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});

describe("what somebody fills in", () => {
  const rows = (requestKey: string) =>
    test.asOwner<{ status: string; amount: string }>(
      "select status, amount_cents as amount from page_submissions where request_key = $1 order by created_at, id",
      [requestKey],
    );

  it("is one, however often the same form is sent; with other values it is replaced", async () => {
    const { pageId } = await makePage(firm);
    const key = "req_00000000000000000000aaaa";
    const [first, again] = [
      await submitAs(firm, pageId, { amount: "5" }, key),
      await submitAs(firm, pageId, { amount: "5" }, key),
    ];
    expect(again).toEqual(first);
    const other = await submitAs(firm, pageId, { amount: "6" }, key);
    expect(other.id).not.toBe(first.id);
    expect(await rows(key)).toEqual([
      { status: "replaced", amount: "500" },
      { status: "open", amount: "600" },
    ]);
  });

  it("sent twice at once is one", async () => {
    const { pageId } = await makePage(firm);
    const key = "req_00000000000000000000bbbb";
    const both = await Promise.all([1, 2, 3, 4].map(() => submitAs(firm, pageId, { amount: "5" }, key)));
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(await rows(key)).toHaveLength(1);
  });

  it("outside the rule of its page is refused, and nothing is kept", async () => {
    const { pageId } = await makePage(firm, { leastCents: 5_000, mostCents: 10_000 });
    const key = "req_00000000000000000000cccc";
    for (const amount of ["49.99", "100.01", "-60", "0", "60.001", "1e3"])
      expect(await refusalOf(submitAs(firm, pageId, { amount }, key))).toMatchObject({ code: "invalid_input" });
    expect(await rows(key)).toEqual([]);
    const fixed = await makePage(firm, { amountRule: "fixed", amountCents: 7_700 });
    const { id } = await submitAs(firm, fixed.pageId, { amount: "0.01", amountCents: "1" });
    const [kept] = await test.asOwner("select amount_cents from page_submissions where id = $1", [id]);
    expect(kept).toEqual({ amount_cents: "7700" });
  });

  it("never changes its facts, whoever asks", async () => {
    const { pageId } = await makePage(firm);
    const { id } = await submitAs(firm, pageId, { amount: "5" });
    const [row] = await test.asOwner<{ may: boolean }>(
      "select has_column_privilege('docketpay_app', 'page_submissions', 'amount_cents', 'update') as may where $1 <> ''",
      [id],
    );
    expect(row?.may).toBe(false);
  });
});
