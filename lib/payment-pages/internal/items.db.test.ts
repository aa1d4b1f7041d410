import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { findPublicReceipt } from "@/lib/receipts/find-public-receipt";
import { voidPayment } from "@/lib/voids/void-payment";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { calmFaults, clockAfter, refusalOf, staffCtx, tokenOf } from "@/tests/support/money-bench";
import { makePage, pageForm, submitAs } from "@/tests/support/page-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { findOrder } from "../find-order";
import { findPublicPage } from "../find-public-page";
import { findPublicSubmission } from "../find-public-submission";
import { paySubmission } from "../pay-submission";
import { getPageEditor } from "../queries";
import { savePaymentPage } from "../save-payment-page";
import { PaySubmissionInput } from "../schemas";

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

const manager = () => staffCtx(firm, ["pages.manage", "payments.view"]);
const item = (name: string, priceCents: number, changes = {}) => ({
  ...{ itemId: "", name, note: "", priceCents, tax: "", most: "10", stock: "" },
  ...{ pictureId: "", pictureAlt: "" },
  ...changes,
});
const pay = (submissionId: string, method = "visa") =>
  paySubmission(
    { ...firm.ctxAt(clockAfter(0)), actor: { kind: "payer", via: "page" }, ip: "203.0.113.9" },
    submissionId,
    PaySubmissionInput.parse({ methodToken: tokenOf(method) }),
  );
/** As visitors are shown it now, a day of the machine's own clock long. */
async function stateOf(token: string) {
  await test.asOwner("update page_submissions set expires_at = now() + interval '1 day'");
  return (await findPublicSubmission(token))?.submission.state;
}

let made = 0;
/** A page that sells these, with its items by their place. */
async function makeShop(items: ReturnType<typeof item>[]) {
  made += 1;
  const slug = `shop-${made}`;
  const { pageId } = await makePage(firm, { amountRule: "items", items, slug });
  const { page } = await getPageEditor(manager(), pageId);
  const ids = page?.amount.kind === "items" ? page.amount.items.map(({ id }) => id) : [];
  const order = (...counts: number[]) =>
    submitAs(firm, pageId, Object.fromEntries(counts.map((count, at) => [`item.${ids[at]}`, String(count)])));
  const leftOf = async () => {
    const found = await findPublicPage("frm-test", slug);
    return found?.page.amount.kind === "items" ? found.page.amount.items.map(({ left }) => left) : [];
  };
  return { pageId, slug, ids, order, leftOf };
}

describe("buying items", () => {
  it("charges what they come to with their taxes, and page, receipt and staff's payment name them", async () => {
    const shop = await makeShop([item("Consultation", 35_000), item("Certified copy", 4_500, { tax: "8.875" })]);
    const { id, token } = await shop.order(1, 2);
    expect(await stateOf(token)).toBe("payable");
    expect(await findPublicSubmission(token)).toMatchObject({
      submission: { amountCents: 44_799, taxCents: 799, lines: [{ quantity: 1 }, { quantity: 2 }] },
    });
    const result = await pay(id);
    if (result.kind !== "approved") throw new Error(result.kind);
    expect(await test.asOwner("select amount_cents from payments where id = $1", [result.paymentId])).toEqual([
      { amount_cents: "44799" },
    ]);
    const lines = [
      { name: "Consultation", quantity: 1, taxCents: 0 },
      { name: "Certified copy", quantity: 2, taxCents: 799, taxThousandths: 8_875 },
    ];
    expect((await findPublicReceipt(result.receiptToken))?.receipt.order).toMatchObject(lines);
    const viewer = (of: TestFirm, accountIds: string[] | null = null) =>
      staffCtx(of, ["payments.view"], { accountIds });
    expect(await findOrder(viewer(firm), result.paymentId)).toMatchObject(lines);
    expect(await findOrder(viewer(stranger), result.paymentId)).toEqual([]);
    expect(await findOrder(viewer(firm, ["acc_trust"]), result.paymentId)).toEqual([]);
    expect(await refusalOf(findOrder(staffCtx(firm, ["pages.manage"]), result.paymentId))).toMatchObject({
      code: "forbidden",
    });
  });

  it("costs what was shown, whatever became of the price since", async () => {
    const shop = await makeShop([item("Copy", 1_000)]);
    const { id, token } = await shop.order(3);
    const dearer = item("Copy", 9_000, { itemId: shop.ids[0] });
    await savePaymentPage(
      manager(),
      pageForm({ pageId: shop.pageId, slug: shop.slug, amountRule: "items", items: [dearer] }),
    );
    expect(await pay(id)).toMatchObject({ kind: "approved" });
    expect(await findPublicSubmission(token)).toMatchObject({ submission: { state: "paid", amountPaidCents: 3_000 } });
  });
});

describe("a stock", () => {
  it("of one is sold to one of two who pay at once; the other is told and charged nothing", async () => {
    const shop = await makeShop([item("Seat", 5_000, { stock: "1" })]);
    const orders = [await shop.order(1), await shop.order(1)];
    const answers = await releaseTogether(2, (index) => pay(orders[index]?.id ?? ""));
    expect(countAnswers(answers)).toEqual({ approved: 1, "refused items_sold_out": 1 });
    const states = await Promise.all(orders.map(({ token }) => stateOf(token)));
    expect(states.sort()).toEqual(["paid", "sold_out"]);
    expect(await shop.leftOf()).toEqual([0]);
    const refused = submitAs(firm, shop.pageId, { [`item.${shop.ids[0]}`]: "1" });
    expect(await refusalOf(refused)).toMatchObject({ code: "invalid_input" });
  });

  it("of seven is sold seven times and no more, of two items in either order, without a standstill", async () => {
    const shop = await makeShop([item("Seat", 5_000, { stock: "7" }), item("Book", 2_000, { stock: "9" })]);
    const orders = await Promise.all(Array.from({ length: 16 }, () => shop.order(1, 1)));
    const answers = await releaseTogether(16, (index) => pay(orders[index]?.id ?? ""));
    expect(countAnswers(answers)).toEqual({ approved: 7, "refused items_sold_out": 9 });
    expect(await shop.leftOf()).toEqual([0, 2]);
  });

  it("is given back by a decline and by a void", async () => {
    const shop = await makeShop([item("Seat", 5_000, { stock: "1" })]);
    const [first, second] = [await shop.order(1), await shop.order(1)];
    expect(await pay(first.id, "declined")).toMatchObject({ kind: "declined" });
    expect(await shop.leftOf()).toEqual([1]);
    const taken = await pay(second.id);
    expect(await refusalOf(pay(first.id))).toEqual({ code: "refused", reason: "items_sold_out" });
    const staff = staffCtx(firm, ["payments.refund"]);
    expect(await voidPayment(staff, { paymentId: taken.paymentId, reason: "Twice" })).toMatchObject({ kind: "voided" });
    expect(await shop.leftOf()).toEqual([1]);
    expect(await pay(first.id)).toMatchObject({ kind: "approved" });
  });

  it("that was lowered below what was sold sells nothing more", async () => {
    const shop = await makeShop([item("Seat", 5_000, { stock: "5" })]);
    const waiting = await shop.order(2);
    await pay((await shop.order(3)).id);
    const lowered = item("Seat", 5_000, { itemId: shop.ids[0], stock: "2" });
    await savePaymentPage(
      manager(),
      pageForm({ pageId: shop.pageId, slug: shop.slug, amountRule: "items", items: [lowered] }),
    );
    expect(await shop.leftOf()).toEqual([0]);
    expect(await refusalOf(pay(waiting.id))).toMatchObject({ reason: "items_sold_out" });
  });
});

describe("the items of a page", () => {
  it("go by their place, and one taken off is kept for what was sold of it", async () => {
    const shop = await makeShop([item("A", 100), item("B", 200)]);
    const { id } = await shop.order(1, 1);
    const change = { pageId: shop.pageId, slug: shop.slug, amountRule: "items" as const };
    const swapped = [item("B", 250, { itemId: shop.ids[1] }), item("C", 300)];
    await savePaymentPage(manager(), pageForm({ ...change, items: swapped }));
    const { page } = await getPageEditor(manager(), shop.pageId);
    expect(page?.amount).toMatchObject({ kind: "items", items: [{ name: "B", priceCents: 250 }, { name: "C" }] });
    expect(await pay(id)).toMatchObject({ kind: "approved" });
    const gone = [item("A", 100, { itemId: shop.ids[0] })];
    expect(await refusalOf(savePaymentPage(manager(), pageForm({ ...change, items: gone })))).toMatchObject({
      code: "conflict",
    });
  });

  it("are sold into operating accounts only", async () => {
    const form = pageForm({ accountId: "acc_trust", amountRule: "items", items: [item("A", 100)] });
    expect(await refusalOf(savePaymentPage(manager(), form))).toMatchObject({ code: "invalid_input" });
  });

  it("sent again unchanged is one submission; with other numbers it replaces the one before", async () => {
    const shop = await makeShop([item("A", 100), item("B", 100)]);
    const send = (values: Record<string, string>) => submitAs(firm, shop.pageId, values, "req_itemsagain01");
    const first = await send({ [`item.${shop.ids[0]}`]: "1" });
    expect((await send({ [`item.${shop.ids[0]}`]: "1" })).id).toBe(first.id);
    const second = await send({ [`item.${shop.ids[1]}`]: "1" });
    expect(second.id).not.toBe(first.id);
    expect(await stateOf(first.token)).toBe("replaced");
  });
});
