import { beforeAll, describe, expect, it } from "vitest";
import { notificationAddresses } from "@/db/schema/notifications";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import { savePayerFromPayment } from "@/lib/payers/save-payer-from-payment";
import { SavePayerInput } from "@/lib/payers/schemas";
import { getPayment } from "@/lib/payments/get-payment";
import { inFirm } from "@/lib/platform/tx";
import { clockAfter, refusalOf, staffCtx, tokenOf } from "@/tests/support/money-bench";
import { makePage, pageForm, submitAs } from "@/tests/support/page-bench";
import { makeTestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { paySubmission } from "./pay-submission";
import { getPageEditor } from "./queries";
import { savePaymentPage } from "./save-payment-page";
import { PaySubmissionInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
});

const pay = (submissionId: string, method = "visa") =>
  paySubmission(
    { ...firm.ctxAt(clockAfter(0)), actor: { kind: "payer", via: submissionId }, ip: "203.0.113.9" },
    submissionId,
    PaySubmissionInput.parse({ methodToken: tokenOf(method), receiptEmail: "" }),
  );

async function noticesAfter(emails: string, method = "visa") {
  await test.asOwner("delete from mails where kind = 'staff-notice'");
  const { pageId } = await makePage(firm, { name: "Retainers of May" });
  const clerk = staffCtx(firm, ["pages.manage", "payments.view"]);
  await savePaymentPage(clerk, pageForm({ pageId, slug: `told-${pageId.slice(-9)}`, notifyEmails: emails }));
  const { id } = await submitAs(firm, pageId, { amount: "40" });
  await pay(id, method);
  return test.asOwner<{ id: string; to: string; event: string }>(
    "select id, to_address as to, payload->>'event' as event from mails where kind = 'staff-notice' order by to_address",
  );
}

describe("the addresses of a page", () => {
  it("are told of each payment there, and a user who asked at the same address no second time", async () => {
    const { userId } = await makeTestUser(firm, "usr_books", { permissions: ["payments.view"] });
    const row = { firmId: firm.firmId, id: "ntf_1", userId, largeCents: 500_000, position: 0, createdAt: new Date() };
    await inFirm(firm.ctxAt(), (tx) =>
      tx
        .insert(notificationAddresses)
        .values({ ...row, address: "books@hartwell.example", events: ["payment_received"] }),
    );
    const notices = await noticesAfter("Books@hartwell.example\nclerk@hartwell.example, books@hartwell.example");
    expect(notices.map(({ to, event }) => [to, event])).toEqual([
      ["books@hartwell.example", "payment_received"],
      ["clerk@hartwell.example", "page_submitted"],
    ]);
    const mailId = notices[1]?.id ?? "";
    await deliverMail(firm.ctxAt(clockAfter(0)), mailId);
    const mail = await findMailboxMail(mailId);
    expect(mail?.subject).toBe("Payment page submitted: $40.00, Elena Marsh");
    expect(mail?.text).toContain("This address stands on the payment page");
    expect(mail?.links.some((link) => /\/staff\/pages\/ppg_/.test(link))).toBe(true);
  });

  it("hear nothing of a decline, nor of what other ways were paid", async () => {
    expect(await noticesAfter("clerk@hartwell.example", "declined")).toEqual([]);
  });

  it("are set by whoever may see payments; who may not leaves them as they are", async () => {
    const clerk = staffCtx(firm, ["pages.manage"]);
    const form = pageForm({ notifyEmails: "me@elsewhere.example" });
    expect((await refusalOf(savePaymentPage(clerk, form))).code).toBe("forbidden");
    const { pageId } = await savePaymentPage(staffCtx(firm, ["pages.manage", "payments.view"]), form);
    await savePaymentPage(clerk, { ...form, pageId, heading: "Another" });
    expect((await refusalOf(savePaymentPage(clerk, { ...form, pageId, notifyEmails: "a@b.example" }))).code).toBe(
      "forbidden",
    );
    const { page } = await getPageEditor(staffCtx(firm, ["pages.manage", "payments.view"]), pageId);
    expect(page).toMatchObject({ heading: "Another", notifyEmails: ["me@elsewhere.example"] });
  });
});

describe("the address of who pays", () => {
  it("stands on the payment, and on the payer that is saved from it", async () => {
    const { pageId } = await makePage(firm, { fields: { address: "required" } });
    const given = { line1: "118 Chambers Street", city: "New York", region: "NY", postalCode: "10007", country: "US" };
    const values = Object.fromEntries(Object.entries(given).map(([part, value]) => [`address.${part}`, value]));
    const { id } = await submitAs(firm, pageId, { amount: "40", ...values });
    const { paymentId } = await pay(id);
    const staff = staffCtx(firm, ["payments.view", "payers.manage"]);
    const { billingLines } = await getPayment(staff, paymentId);
    expect(billingLines).toEqual(["118 Chambers Street", "New York, NY 10007", "US"]);
    const { payerId } = await savePayerFromPayment(
      staff,
      SavePayerInput.parse({ paymentId, payerId: "", kind: "person", name: "Elena Marsh", email: "" }),
    );
    const [payer] = await test.asOwner(
      "select address_line1, city, region, postal_code, country from payers where id = $1",
      [payerId],
    );
    expect(payer).toEqual({
      address_line1: given.line1,
      city: "New York",
      region: "NY",
      postal_code: "10007",
      country: "US",
    });
  });

  it("given anew replaces what was filled in", async () => {
    const { pageId } = await makePage(firm, { fields: { address: "optional" } });
    const request = "req_address000000";
    const first = await submitAs(firm, pageId, { amount: "40", "address.city": "New York" }, request);
    const same = await submitAs(firm, pageId, { amount: "40", "address.city": "New York" }, request);
    const other = await submitAs(firm, pageId, { amount: "40", "address.city": "Boston" }, request);
    expect(same.id).toBe(first.id);
    expect(other.id).not.toBe(first.id);
  });
});
