import { beforeAll, describe, expect, it } from "vitest";
import { PaymentAnswer, PaymentList, RefundAnswer, VoidAnswer } from "@/lib/api/payment-schemas";
import { payLink } from "@/lib/pay-links/pay-link";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { fixedClock } from "@/lib/platform/clock";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { kindOfTest } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, TEST_TOKENS, type TestFirm } from "@/tests/support/test-firm";

const test = useTestDatabase();
let firm: TestFirm;
let api: ApiClient;
let stranger: ApiClient;

beforeAll(async () => {
  firm = await makeTestFirm();
  api = await makeApiClient(firm.firmId, "dp_test_first");
  await makeTestFirm("frm_other");
  stranger = await makeApiClient("frm_other", "dp_test_other");
});

async function pay(methodToken: string = TEST_TOKENS.visa, changes: { amountCents?: number } = {}): Promise<string> {
  const link = await firm.makeLink(changes);
  const result = await payLink(firm.ctxAt(), link.id, {
    methodToken,
    receiptEmail: "",
    ...kindOfTest(methodToken.replace("sbx_tok_", "")),
  });
  return result.paymentId;
}

describe("GET /payments", () => {
  it("answers the shape of the contract's example", async () => {
    const id = await pay();
    await pay(TEST_TOKENS.declined);
    const { status, body } = await api.get("/payments?status=approved&limit=2");
    expect(status).toBe(200);
    expect(body).toEqual({
      data: [
        {
          id,
          status: "approved",
          source: "quick_link",
          account: "Operating",
          amountCents: 125_000,
          refundedCents: 0,
          currency: "USD",
          payer: { id: null, name: "Elena Marsh" },
          method: { kind: "card", brand: "visa", last4: "4242" },
          invoiceNumber: "204118",
          createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        },
      ],
      nextCursor: null,
    });
  });

  it("pages by cursor and filters", async () => {
    for (const amountCents of [11_100, 22_200, 33_300]) await pay(TEST_TOKENS.visa, { amountCents });
    const first = await api.get("/payments?limit=2");
    expect(PaymentList.parse(first.body)).toEqual(first.body);
    const second = await api.get(`/payments?limit=2&cursor=${first.body.nextCursor}`);
    const amounts = [...first.body.data, ...second.body.data].map(
      (payment: { amountCents: number }) => payment.amountCents,
    );
    expect(amounts.slice(0, 3)).toEqual([33_300, 22_200, 11_100]);
    const amountsOf = async (query: string) =>
      (await api.get(`/payments?${query}`)).body.data.map((payment: { amountCents: number }) => payment.amountCents);
    expect(await amountsOf("minCents=11101&maxCents=33299")).toEqual([22_200]);
    expect(await amountsOf("q=222.00")).toEqual([22_200]);
    expect(await amountsOf("status=declined,error")).toEqual([125_000]);
    expect(await amountsOf("status=declined&status=error")).toEqual([125_000]);
    expect(await amountsOf("account=IOLTA+Trust")).toEqual([]);
    expect(await amountsOf("account=acc_operating&source=quick_link&limit=1")).toEqual([33_300]);
    expect(await amountsOf("to=2001-01-01")).toEqual([]);
    expect(await amountsOf("sort=amount&q=marsh&status=approved&minCents=11000&maxCents=33300")).toEqual([
      11_100, 22_200, 33_300,
    ]);
    expect(await amountsOf("amount=%24333.00&period=today&on=approved")).toEqual([33_300]);
    expect(await amountsOf("match=any&amount=111.00&minCents=1&maxCents=2&number=none&sort=-amount")).toEqual([11_100]);
    expect(await amountsOf("brand=visa&methodKind=card&accountKind=operating&maxCents=11100")).toEqual([11_100]);
    expect(await amountsOf("cf.fld_office=Albany")).toEqual([]);
    expect((await stranger.get("/payments")).body.data).toEqual([]);
  });

  it.each([
    ["status=paid", "status.0"],
    ["source=web", "source.0"],
    ["from=2026-02-30", "from"],
    ["from=11/21/2026", "from"],
    ["to=x", "to"],
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["limit=5.5", "limit"],
    ["limit=", "limit"],
    ["minCents=-1", "minCents"],
    ["minCents=1e400", "minCents"],
    ["maxCents=abc", "maxCents"],
    ["cursor=abc", "cursor"],
    [`cursor=${Buffer.from("9999-12-31T00:00:00.000Z|pay_1").toString("base64url")}`, "cursor"],
    [`cursor=${Buffer.from("+275760-09-13T00:00:00.000Z|pay_1").toString("base64url")}`, "cursor"],
    [`cursor=${"x".repeat(500)}`, "cursor"],
    ["q=%00", "q"],
    ["sort=user", "sort"],
    ["match=some", "match"],
    ["on=paid", "on"],
    ["period=tomorrow", "period"],
    ["amount=12,50", "amount"],
    ["last4=42", "last4"],
    ["has=luck", "has.0"],
    ["methodKind=cash", "methodKind.0"],
    ["user=Dana%20Whitfield", "user.0"],
    ["brand=Visa", "brand.0"],
    ["accountKind=escrow", "accountKind"],
    ["cf.office=Albany", "customFields.office"],
    [`cursor=${Buffer.from(JSON.stringify(["amount", "5", "pay_1"])).toString("base64url")}`, "cursor"],
    ["account=a&account=b", "account"],
  ])("refuses ?%s with 422", async (query, path) => {
    const { status, body } = await api.get(`/payments?${query}`);
    expect(status).toBe(422);
    expect(body.errors.map((error: { path: string }) => error.path)).toEqual([path]);
    expect(body.errors[0].message).toMatch(/^[A-Z].{8,}/);
  });

  it.each([
    "from=0000-01-01",
    "from=0001-01-01&to=9999-12-31",
    "q=%25_%5C",
    "q=%F0%9F%92%B3",
    "maxCents=9007199254740991",
  ])("takes ?%s without failing", async (query) => {
    expect([200, 422]).toContain((await api.get(`/payments?${query}`)).status);
  });
});

describe("GET /payments/:id", () => {
  it("tells everything that happened", async () => {
    const id = await pay();
    const { body } = await api.get(`/payments/${id}`);
    expect(PaymentAnswer.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      id,
      number: expect.stringMatching(/^P-/),
      refundableCents: 125_000,
      refunds: [],
      linkId: expect.stringMatching(/^lnk_/),
    });
    expect(body.events.map((event: { kind: string }) => event.kind)).toContain("approved");
    expect((await stranger.get(`/payments/${id}`)).body).toMatchObject({ status: 404, code: "not_found" });
    expect((await stranger.get("/payments/pay_nothing")).body.detail).toBe(
      (await stranger.get(`/payments/${id}`)).body.detail,
    );
  });
});

describe("POST /payments/:id/refunds", () => {
  it("refunds in parts, never beyond what remains", async () => {
    const id = await pay();
    const part = await api.post(`/payments/${id}/refunds`, { amountCents: 25_000, reason: "Overpaid" });
    expect(part.status).toBe(201);
    expect(RefundAnswer.strict().parse(part.body)).toEqual(part.body);
    expect(part.body).toMatchObject({
      id: expect.stringMatching(/^ref_/),
      status: "refunded",
      amountCents: 25_000,
      paymentStatus: "partially_refunded",
      refundableCents: 100_000,
    });
    const above = await api.post(`/payments/${id}/refunds`, { amountCents: 100_001 });
    expect(above.body).toMatchObject({ status: 422, code: "amount_above_rest", errors: [{ path: "amountCents" }] });
    const rest = await api.post(`/payments/${id}/refunds`, { amountCents: 100_000 });
    expect(rest.body).toMatchObject({ paymentStatus: "refunded", refundableCents: 0 });
    const none = await api.post(`/payments/${id}/refunds`, { amountCents: 1 });
    expect(none.body).toMatchObject({ status: 422, code: "not_refundable" });
    expect((await api.get(`/payments/${id}`)).body.refunds).toHaveLength(2);
  });

  it.each([
    {},
    { amountCents: 0 },
    { amountCents: -1 },
    { amountCents: 1.5 },
    { amountCents: "5" },
    { amountCents: 5, amount: 5 },
  ])("refuses %j with 422", async (body) => {
    const id = await pay();
    expect((await api.post(`/payments/${id}/refunds`, body)).status).toBe(422);
    expect(await test.asOwner("select 1 from refunds where payment_id = $1", [id])).toEqual([]);
  });

  it("is 404 for another firm's payment, 422 for a declined one, 503 while money is frozen", async () => {
    const id = await pay();
    expect((await stranger.post(`/payments/${id}/refunds`, { amountCents: 5 })).status).toBe(404);
    const declined = await pay(TEST_TOKENS.declined);
    expect((await api.post(`/payments/${declined}/refunds`, { amountCents: 5 })).body).toMatchObject({
      status: 422,
      code: "not_refundable",
    });
    await test.asOwner("update firms set money_frozen_at = now() where firm_id = 'frm_test'");
    const frozen = await api.post(`/payments/${id}/refunds`, { amountCents: 5 }, { key: "frozen" });
    await test.asOwner("update firms set money_frozen_at = null where firm_id = 'frm_test'");
    expect(frozen.body).toMatchObject({ status: 503, code: "money_frozen" });
    expect(frozen.headers.get("retry-after")).toBe("60");
    expect((await api.post(`/payments/${id}/refunds`, { amountCents: 5 }, { key: "frozen" })).status).toBe(201);
  });

  it("lets one of many at once through when only one fits", async () => {
    const id = await pay();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.post(`/payments/${id}/refunds`, { amountCents: 75_000 })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422, 422, 422, 422, 422, 422, 422]);
  });
});

describe("POST /payments/:id/voids", () => {
  it("takes the whole payment back, once, and tells it with the payment", async () => {
    const id = await pay();
    expect((await api.get(`/payments/${id}`)).body).toMatchObject({ isVoidable: true, voids: [], disputes: [] });
    const first = await api.post(`/payments/${id}/voids`, { reason: "Entered twice" });
    expect(first.status).toBe(201);
    expect(VoidAnswer.strict().parse(first.body)).toEqual(first.body);
    expect(first.body).toMatchObject({ status: "voided", paymentId: id, paymentStatus: "voided" });
    expect((await api.post(`/payments/${id}/voids`, {})).body.id).toBe(first.body.id);
    const { body } = await api.get(`/payments/${id}`);
    expect(PaymentAnswer.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ isVoidable: false, refundableCents: 0, voids: [{ reason: "Entered twice" }] });
    const refund = await api.post(`/payments/${id}/refunds`, { amountCents: 1 });
    expect(refund.body).toMatchObject({ status: 422, code: "being_voided" });
  });

  it("is 422 for what was refunded or declined, 404 for another firm's payment, and takes no other field", async () => {
    const id = await pay();
    expect((await stranger.post(`/payments/${id}/voids`, {})).status).toBe(404);
    expect((await api.post(`/payments/${id}/voids`, { amountCents: 5 })).status).toBe(422);
    await api.post(`/payments/${id}/refunds`, { amountCents: 1 });
    for (const refused of [id, await pay(TEST_TOKENS.declined)])
      expect((await api.post(`/payments/${refused}/voids`, {})).body).toMatchObject({
        status: 422,
        code: "not_voidable",
      });
  });

  it("tells an eCheck's return code", async () => {
    const id = await pay(TEST_TOKENS.bank.replace("bank-pays_6789", "bank-r01_2227"));
    await reconcilePayments(firm.ctxAt(fixedClock(new Date(Date.now() + 10 * 60_000))));
    expect((await api.get(`/payments/${id}`)).body).toMatchObject({
      status: "returned",
      returnCode: "R01",
      feeCents: 500,
    });
  });
});
