import { beforeAll, describe, expect, it } from "vitest";
import { inFirm } from "@/lib/platform/tx";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { clockAfter, DAY_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { findLastAttempt } from "./find-last-attempt";
import { getPayment } from "./get-payment";
import { listPayments, sumPayments } from "./queries";
import { PaymentFilter } from "./schemas";

useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
let operating: string;
let trust: string;
let declined: string;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
  const pay = async (changes: object, method: string, ms: number) => {
    const clock = clockAfter(ms);
    const link = await firm.makeLink({ send: false, ...changes }, clock);
    return (await payAs(firm, link.id, { method, clock })).paymentId;
  };
  operating = await pay({ amountCents: 10_000 }, "visa", 0);
  trust = await pay(
    { amountCents: 50_000, account: "IOLTA Trust", clientRef: "10041", matterRef: "0003" },
    "visa",
    DAY_MS,
  );
  declined = await pay({ amountCents: 70_000 }, "declined", 2 * DAY_MS);
  const input = { paymentId: operating, amountCents: 2_500, reason: "", requestKey: "a-request" };
  await refundPayment(staffCtx(firm, ["payments.refund"]), input);
});

const viewer = (accountIds: string[] | null = null) => staffCtx(firm, ["payments.view"], { accountIds });
const list = async (ctx = viewer(), filter: object = {}) =>
  (await listPayments(ctx, PaymentFilter.parse(filter))).rows.map((row) => row.id);

describe("listPayments", () => {
  it("shows one's own firm, newest first, and of limited accounts those only", async () => {
    expect(await list()).toEqual([declined, trust, operating]);
    expect(await list(viewer(["acc_trust"]))).toEqual([trust]);
    expect(await list(viewer([]))).toEqual([]);
    expect(await list(stranger.ctxAt())).toEqual([]);
  });

  it("cannot be widened by a filter: another's account stays unseen", async () => {
    expect(await list(viewer(["acc_operating"]), { account: "acc_trust" })).toEqual([]);
    expect(await list(viewer(["acc_operating"]), { q: "10041" })).toEqual([]);
    expect(await list(viewer(), { q: "%' or 1=1 --" })).toEqual([]);
    expect(await list(viewer(), { q: "%" })).toEqual([]);
    expect(await list(viewer(), { q: "10041" })).toEqual([trust]);
  });

  it("takes days of the firm's own zone, both ends included", async () => {
    // 15:00 UTC is 11:00 in New York.
    expect(await list(viewer(), { from: "2026-05-05", to: "2026-05-05" })).toEqual([trust]);
    expect(await list(viewer(), { to: "2026-05-04" })).toEqual([operating]);
  });

  it("refuses who may not look", async () => {
    const blind = staffCtx(firm, ["links.send"]);
    const payer = { ...firm.ctxAt(), actor: { kind: "payer" as const, via: "lnk_1" } };
    for (const ctx of [blind, payer]) {
      expect(await refusalOf(list(ctx))).toEqual({ code: "forbidden", reason: "needs_payments.view" });
      expect(await refusalOf(sumPayments(ctx, PaymentFilter.parse({})))).toMatchObject({ code: "forbidden" });
      expect(await refusalOf(getPayment(ctx, operating))).toMatchObject({ code: "forbidden" });
    }
  });
});

describe("sumPayments", () => {
  it("adds what was taken less what was given back, operating and trust apart", async () => {
    const sum = (accountIds: string[] | null) => sumPayments(viewer(accountIds), PaymentFilter.parse({}));
    expect(await sum(null)).toEqual({ count: 3, operatingCents: 7_500, trustCents: 50_000, isWhole: true });
    expect(await sum(["acc_trust"])).toEqual({ count: 1, operatingCents: 0, trustCents: 50_000, isWhole: true });
    expect(await sum([])).toEqual({ count: 0, operatingCents: 0, trustCents: 0, isWhole: true });
  });
});

describe("getPayment", () => {
  it("tells what happened, in order, with what may still be given back", async () => {
    const payment = await getPayment(viewer(), operating);
    expect(payment).toMatchObject({
      status: "partially_refunded",
      refundableCents: 7_500,
      receiptNumber: "R-2026-000001",
    });
    expect(payment.events.filter((event) => !event.kind.includes(".")).map((event) => event.kind)).toEqual([
      "processing",
      "approved",
      "partially_refunded",
    ]);
  });

  it("finds nothing of another firm or of an account that is not theirs", async () => {
    const unknown = { code: "not_found" };
    expect(await refusalOf(getPayment(stranger.ctxAt(), operating))).toMatchObject(unknown);
    expect(await refusalOf(getPayment(viewer(["acc_trust"]), operating))).toMatchObject(unknown);
    expect(await refusalOf(getPayment(viewer(), "pay_none"))).toMatchObject(unknown);
  });
});

it("findLastAttempt sees its own firm's newest attempt", async () => {
  const { linkId } = await getPayment(viewer(), declined);
  const find = (of: TestFirm) => inFirm(of.ctxAt(), (tx) => findLastAttempt(of.ctxAt(), tx, `link:${linkId}`));
  expect(await find(firm)).toEqual({ paymentId: declined, status: "declined", attempt: 1, returnCode: "" });
  expect(await find(stranger)).toBeNull();
});
