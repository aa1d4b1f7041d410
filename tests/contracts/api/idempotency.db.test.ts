import { beforeAll, describe, expect, it } from "vitest";
import { createLink } from "@/lib/api/link-operations";
import { payLink } from "@/lib/pay-links/pay-link";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, TEST_TOKENS, type TestFirm } from "@/tests/support/test-firm";

const test = useTestDatabase();
let firm: TestFirm;
let api: ApiClient;
let stranger: ApiClient;

const BODY = {
  account: "Operating",
  amountCents: 125_000,
  invoiceNumber: "204118",
  recipientEmail: "a@bluewater.example",
  send: true,
};

beforeAll(async () => {
  firm = await makeTestFirm();
  api = await makeApiClient(firm.firmId, "dp_test_first");
  await makeTestFirm("frm_other");
  stranger = await makeApiClient("frm_other", "dp_test_other");
});

async function linksOf(invoiceNumber: string): Promise<number> {
  const rows = await test.asOwner<{ count: string }>("select count(*) from pay_links where invoice_number = $1", [
    invoiceNumber,
  ]);
  return Number(rows[0]?.count);
}

describe("Idempotency-Key", () => {
  it("gives the same answer, letter by letter, and one effect", async () => {
    const body = { ...BODY, invoiceNumber: "K-1" };
    const first = await api.post("/links", body, { key: "k-1" });
    const second = await api.post("/links", body, { key: "k-1" });
    expect([second.status, second.text]).toEqual([201, first.text]);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(await linksOf("K-1")).toBe(1);
    expect(await test.asOwner("select 1 from mails where object_id = $1", [first.body.id])).toHaveLength(1);
  });

  it("is one effect for 30 equal requests at once", async () => {
    const body = { ...BODY, invoiceNumber: "K-2" };
    const answers = await Promise.all(Array.from({ length: 30 }, () => api.post("/links", body, { key: "k-2" })));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers.every((answer) => answer.status === 201)).toBe(true);
    expect(await linksOf("K-2")).toBe(1);
  });

  it("with another body is 409, also with another query", async () => {
    await api.post("/links", { ...BODY, invoiceNumber: "K-3" }, { key: "k-3" });
    const other = await api.post("/links", { ...BODY, invoiceNumber: "K-3", amountCents: 1 }, { key: "k-3" });
    expect(other.body).toMatchObject({ status: 409, code: "idempotency_key_reused" });
    expect((await api.post("/links?a=1", { ...BODY, invoiceNumber: "K-3" }, { key: "k-3" })).status).toBe(409);
    expect(await linksOf("K-3")).toBe(1);
  });

  it("belongs to a firm and to an address", async () => {
    const body = { ...BODY, invoiceNumber: "K-4" };
    const first = await api.post("/links", body, { key: "k-4" });
    const other = await stranger.post("/links", body, { key: "k-4" });
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(first.body.id);
    expect((await api.post(`/links/${first.body.id}/cancel`, undefined, { key: "k-4" })).body.status).toBe("cancelled");
  });

  it("without it every request is its own", async () => {
    for (const _time of [1, 2]) await api.post("/links", { ...BODY, invoiceNumber: "K-5" });
    expect(await linksOf("K-5")).toBe(2);
  });

  it("is free again after wrong input, and kept after a refusal", async () => {
    const wrong = await api.post("/links", { ...BODY, invoiceNumber: "K-6", amountCents: 0 }, { key: "k-6" });
    expect(wrong.status).toBe(422);
    expect((await api.post("/links", { ...BODY, invoiceNumber: "K-6" }, { key: "k-6" })).status).toBe(201);
    const link = await firm.makeLink();
    await payLink(firm.ctxAt(), link.id, { methodToken: TEST_TOKENS.visa, receiptEmail: "", methodKind: "card" });
    const refused = await api.post(`/links/${link.id}/cancel`, undefined, { key: "k-6b" });
    const again = await api.post(`/links/${link.id}/cancel`, undefined, { key: "k-6b" });
    expect([again.status, again.text]).toEqual([409, refused.text]);
    expect(again.headers.get("content-type")).toBe("application/problem+json");
  });

  it.each(["", " ", "a b", "é", "x".repeat(256)])("%j is no key", async (key) => {
    const refused = await api.post("/links", BODY, { headers: { "idempotency-key": encodeKey(key) } });
    expect(refused.body).toMatchObject({ status: 422, code: "idempotency_key_invalid" });
  });

  it("survives a crash between the effect and its answer", async () => {
    const body = { ...BODY, invoiceNumber: "K-7" };
    const first = await api.post("/links", body, { key: "k-7" });
    await forgetAnswer("k-7", "now() - interval '1 second'");
    const second = await api.post("/links", body, { key: "k-7" });
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(await linksOf("K-7")).toBe(1);
    expect(await test.asOwner("select 1 from mails where object_id = $1", [first.body.id])).toHaveLength(1);
  });

  it("survives a crash of a refund and of a cancellation", async () => {
    const link = await firm.makeLink();
    const { paymentId } = await payLink(firm.ctxAt(), link.id, {
      methodToken: TEST_TOKENS.visa,
      receiptEmail: "",
      methodKind: "card",
    });
    const path = `/payments/${paymentId}/refunds`;
    const first = await api.post(path, { amountCents: 100 }, { key: "k-8" });
    await forgetAnswer("k-8", "now() - interval '1 second'");
    expect((await api.post(path, { amountCents: 100 }, { key: "k-8" })).body).toEqual(first.body);
    expect(await test.asOwner("select 1 from refunds where payment_id = $1", [paymentId])).toHaveLength(1);

    const other = await firm.makeLink();
    const cancelled = await api.post(`/links/${other.id}/cancel`, undefined, { key: "k-9" });
    await forgetAnswer("k-9", "now() - interval '1 second'");
    expect((await api.post(`/links/${other.id}/cancel`, undefined, { key: "k-9" })).text).toBe(cancelled.text);
  });

  it("says that a request is at work when waiting does not help", async () => {
    const body = { ...BODY, invoiceNumber: "K-10" };
    await api.post("/links", body, { key: "k-10" });
    await forgetAnswer("k-10", "now() + interval '1 minute'");
    const busy = await api.post("/links", body, { key: "k-10" });
    expect(busy.body).toMatchObject({ status: 409, code: "request_in_progress" });
    expect(busy.headers.get("retry-after")).toBe("2");
  });

  it("does not keep a failure, and the effect that came before it happens once", async () => {
    const body = { ...BODY, invoiceNumber: "K-11" };
    const honest = createLink.run;
    createLink.run = async (call) => {
      await honest(call);
      throw new Error("the connection went away");
    };
    const failed = await api.post("/links", body, { key: "k-11" });
    createLink.run = honest;
    expect(failed.status).toBe(500);
    const again = await api.post("/links", body, { key: "k-11" });
    expect(again.status).toBe(201);
    expect(await linksOf("K-11")).toBe(1);
  });

  it("is kept for thirty days; then it is new, and so is its effect", async () => {
    const body = { ...BODY, invoiceNumber: "K-12" };
    const first = await api.post("/links", body, { key: "k-12" });
    await test.asOwner(
      "update idempotency_keys set created_at = created_at - interval '29 days 23 hours' where key = 'k-12'",
    );
    expect((await api.post("/links", body, { key: "k-12" })).body.id).toBe(first.body.id);
    await test.asOwner("update idempotency_keys set created_at = created_at - interval '2 hours' where key = 'k-12'");
    expect((await api.post("/links", { ...body, amountCents: 7 }, { key: "k-12" })).body).toMatchObject({
      amountCents: 7,
    });
    expect(await linksOf("K-12")).toBe(2);
  });

  it("keeps no token of a link in the clear", async () => {
    const made = await api.post("/links", { ...BODY, invoiceNumber: "K-13" }, { key: "k-13" });
    const token = String(made.body.url).split("/pay/")[1] ?? "none";
    const rows = await test.asOwner<{ answer: unknown }>("select answer from idempotency_keys");
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("of a preview is remembered, its answer worked out again", async () => {
    const body = { amountCents: 50, order: "given", lines: [{ id: "a", kind: "invoice", outstandingCents: 40 }] };
    const first = await api.post("/allocations/preview", body, { key: "k-14" });
    expect((await api.post("/allocations/preview", body, { key: "k-14" })).text).toBe(first.text);
    expect((await api.post("/allocations/preview", { ...body, amountCents: 51 }, { key: "k-14" })).status).toBe(409);
  });
});

/** As a process leaves it that died after the effect: no answer, and a lease that ends then. */
async function forgetAnswer(key: string, leasedUntil: string): Promise<void> {
  await test.asOwner(
    `update idempotency_keys set status = null,
       answer = jsonb_build_object('leasedUntil', to_char((${leasedUntil}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
     where key = $1`,
    [key],
  );
}

/** A header carries bytes; Latin-1 is how a client may send any. */
function encodeKey(key: string): string {
  return Buffer.from(key, "utf8").toString("latin1");
}
