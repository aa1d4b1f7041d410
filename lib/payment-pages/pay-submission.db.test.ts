import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { calmFaults, clockAfter, DAY_MS, refusalOf, staffCtx, tokenOf } from "@/tests/support/money-bench";
import { makePage, submitAs } from "@/tests/support/page-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { completeSubmissionAction } from "./complete-submission-action";
import { findPublicPage } from "./find-public-page";
import { findPublicSubmission } from "./find-public-submission";
import { paySubmission } from "./pay-submission";
import { withdrawPaymentPage } from "./publish-payment-page";
import { listPaymentPages } from "./queries";
import { recordPageView } from "./record-page-view";
import { PaySubmissionInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

const visitor = (of: TestFirm, ms = 0) => ({
  ...of.ctxAt(clockAfter(ms)),
  actor: { kind: "payer" as const, via: "page" },
  ip: "203.0.113.9",
});
const pay = (submissionId: string, method = "visa", { of = firm, ms = 0 } = {}) =>
  paySubmission(
    visitor(of, ms),
    submissionId,
    PaySubmissionInput.parse({ methodToken: tokenOf(method), receiptEmail: "elena.marsh@bluewater.example" }),
  );
const chargesOf = async (submissionId: string) =>
  (
    await test.asOwner<{ amount: string }>(
      "select amount_cents as amount from sandbox.charges where idempotency_key like 'page:' || $1 || ':%' and state in ('approved','settled')",
      [submissionId],
    )
  ).map(({ amount }) => Number(amount));

describe("paying what was filled in on a page", () => {
  it("charges the kept amount, with its references and the source payment_page", async () => {
    const page = await makePage(firm);
    const { id, token } = await submitAs(firm, page.pageId, { amount: "1,250.00", invoiceNumber: "204118" });
    const result = await pay(id);
    expect(result).toMatchObject({ kind: "approved" });
    const [payment] = await test.asOwner("select * from payments where id = $1", [result.paymentId]);
    expect(payment).toMatchObject({
      amount_cents: "125000",
      source: "payment_page",
      account_id: "acc_operating",
      payer_name: "Elena Marsh",
      invoice_number: "204118",
      obligation: `page:${id}`,
    });
    expect(await findPublicSubmission(token)).toMatchObject({
      submission: { state: "paid", amountPaidCents: 125_000 },
    });
    expect(await chargesOf(id)).toEqual([125_000]);
  });

  it("thirty times at once is one charge", async () => {
    const page = await makePage(firm);
    const { id } = await submitAs(firm, page.pageId, { amount: "300" });
    const answers = await releaseTogether(30, () => pay(id));
    const kinds = countAnswers(answers);
    expect(await chargesOf(id)).toEqual([30_000]);
    expect(kinds.approved).toBe(1);
  });

  it("again after it was paid is refused; after a decline it may be tried again", async () => {
    const page = await makePage(firm);
    const { id } = await submitAs(firm, page.pageId, { amount: "40" });
    expect(await pay(id, "declined")).toMatchObject({ kind: "declined" });
    expect(await pay(id)).toMatchObject({ kind: "approved" });
    expect(await refusalOf(pay(id))).toEqual({ code: "refused", reason: "submission_paid" });
    expect(await chargesOf(id)).toEqual([4_000]);
  });

  it("of another firm, too late, or of a page that was closed charges nothing", async () => {
    const page = await makePage(firm);
    const { id } = await submitAs(firm, page.pageId, { amount: "40" });
    expect(await refusalOf(pay(id, "visa", { of: stranger }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(completeSubmissionAction(visitor(stranger), id))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(pay(id, "visa", { ms: DAY_MS }))).toMatchObject({ reason: "submission_expired" });
    await withdrawPaymentPage(staffCtx(firm, ["pages.manage"]), { pageId: page.pageId });
    expect(await refusalOf(pay(id))).toMatchObject({ reason: "page_withdrawn" });
    expect(await chargesOf(id)).toEqual([]);
  });

  it("a page that takes eChecks only refuses a card, whatever the browser says of it", async () => {
    const page = await makePage(firm, { methods: "echeck" });
    const { id } = await submitAs(firm, page.pageId, { amount: "40" });
    expect(await refusalOf(pay(id))).toMatchObject({ reason: "method_not_accepted" });
    const posing = PaySubmissionInput.parse({
      methodToken: tokenOf("visa"),
      methodKind: "echeck",
      leave: { shownOn: "2026-05-04", locale: "en" },
    });
    expect(await refusalOf(paySubmission(visitor(firm), id, posing))).toMatchObject({ reason: "method_not_accepted" });
    expect(await chargesOf(id)).toEqual([]);
  });

  it("trust money goes to the client and matter that were named", async () => {
    const page = await makePage(firm, { accountId: "acc_trust" });
    const { id } = await submitAs(firm, page.pageId, { amount: "500", clientRef: "10427", matterRef: "10427-0003" });
    const result = await pay(id);
    const [payment] = await test.asOwner("select client_ref, matter_ref, account_id from payments where id = $1", [
      result.paymentId,
    ]);
    expect(payment).toEqual({ client_ref: "10427", matter_ref: "10427-0003", account_id: "acc_trust" });
  });
});

describe("the figures of a page", () => {
  it("count what was opened and taken, and nothing of another firm", async () => {
    const page = await makePage(firm, { slug: "figures" });
    await recordPageView(visitor(firm), page.pageId);
    await recordPageView(visitor(firm), page.pageId);
    const { id } = await submitAs(firm, page.pageId, { amount: "75.50" });
    await pay(id, "declined");
    await pay(id);
    const rows = await listPaymentPages(staffCtx(firm, ["pages.manage"]));
    expect(rows.find((row) => row.id === page.pageId)).toMatchObject({ views: 2, payments: 1, volumeCents: 7_550 });
    expect(await listPaymentPages(staffCtx(stranger, ["pages.manage"]))).toEqual([]);
    expect(await refusalOf(listPaymentPages(staffCtx(firm, ["payments.view"])))).toMatchObject({ code: "forbidden" });
  });

  it("a draft and another firm's address open nothing", async () => {
    const page = await makePage(firm, { slug: "hidden" });
    expect(await findPublicPage("frm-test", "hidden")).toMatchObject({ page: { id: page.pageId } });
    expect(await findPublicPage("frm-other", "hidden")).toBeNull();
    await withdrawPaymentPage(staffCtx(firm, ["pages.manage"]), { pageId: page.pageId });
    expect(await findPublicPage("frm-test", "hidden")).toBeNull();
    expect(await refusalOf(submitAs(firm, page.pageId, { amount: "5" }))).toMatchObject({ code: "not_found" });
  });
});

describe("a page that makes posting records", () => {
  const recordsOf = (paymentId: string) =>
    test.asOwner(
      "select state, reason, kind, invoice_number, matter_number, amount_cents, source from postings where payment_id = $1",
      [paymentId],
    );

  it("gives the payment one, incomplete until its invoice is found; without a matter system none", async () => {
    const page = await makePage(firm, { makesPosting: true });
    const alone = await submitAs(firm, page.pageId, { amount: "60", invoiceNumber: "204118" });
    expect(await recordsOf((await pay(alone.id)).paymentId)).toEqual([]);
    await test.asOwner(
      `insert into connections (firm_id, id, name, system, secret_sealed, created_by, created_at)
       values ('frm_test', 'con_page', 'Test', 'threeE', 'x', 'x', now())`,
    );
    await test.asOwner(
      "insert into connect_settings (firm_id, is_on, connection_id) values ('frm_test', true, 'con_page')",
    );
    const { id } = await submitAs(firm, page.pageId, { amount: "60", invoiceNumber: "204118" });
    expect(await pay(id, "declined")).toMatchObject({ kind: "declined" });
    const result = await pay(id);
    expect(await recordsOf(result.paymentId)).toEqual([
      {
        ...{ state: "incomplete", reason: "not_checked", kind: "invoice", invoice_number: "204118" },
        ...{ matter_number: "", amount_cents: "6000", source: "payment_page" },
      },
    ]);
    const plain = await makePage(firm);
    const other = await submitAs(firm, plain.pageId, { amount: "60", invoiceNumber: "204118" });
    expect(await recordsOf((await pay(other.id)).paymentId)).toEqual([]);
  });
});
