import { beforeEach, describe, expect, it } from "vitest";
import { INVOICES_OFF } from "@/lib/invoices/model";
import { saveInvoiceSettings } from "@/lib/invoices/save-invoice-settings";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { type InvoiceBench, makeInvoiceBench } from "@/tests/support/invoice-bench";
import { clockAfter } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";

const test = useTestDatabase();
let bench: InvoiceBench;
let api: ApiClient;
let made = 0;

const body = (changes: object = {}) => ({
  ...{ account: "Operating", billTo: "Elena Marsh", recipientEmails: ["elena.marsh@bluewater.example"] },
  ...{ issueDate: "2026-05-04", termsDays: 30, taxName: "Sales tax", taxPercent: 8.875 },
  lines: [
    { description: "Advice", quantity: 1.5, unitPriceCents: 42_500, discountPercent: 10, isTaxable: true },
    { description: "Filing", unitPriceCents: 3_500 },
  ],
  ...changes,
});

const make = async (changes: object = {}): Promise<string> => {
  const { status, body: answer } = await api.post("/invoices", body(changes));
  expect([status, answer]).toMatchObject([201, { status: changes && "send" in changes ? "sent" : "draft" }]);
  return String(answer.id);
};

const mailsOf = (invoiceId: string) =>
  test.asOwner<{ to_address: string }>(
    "select to_address from mails where object_type = 'invoice' and object_id = $1",
    [invoiceId],
  );

beforeEach(async () => {
  made += 1;
  bench = await makeInvoiceBench(test, `frm_invoices_${made}`);
  api = await makeApiClient(bench.firm.firmId, `dp_test_invoices_${made}`);
});

describe("/invoices", () => {
  it("makes a draft with its figures, which asks nobody for anything, and reads it again", async () => {
    const created = await api.post("/invoices", body());
    // 1.5 x 425.00 less 10 % is 573.75, its tax 50.92; the filing is not taxed.
    expect([created.status, created.body]).toMatchObject([
      201,
      {
        ...{ status: "draft", number: "", url: null, account: "Operating", billTo: "Elena Marsh", sentAt: null },
        ...{ issueDate: "2026-05-04", dueDate: "2026-06-03", taxPercent: 8.875 },
        ...{ grossCents: 67_250, discountCents: 6_375, taxCents: 5_092, totalCents: 65_967, balanceCents: 65_967 },
        lines: [
          { description: "Advice", quantity: 1.5, discountPercent: 10, discountCents: 6_375, taxCents: 5_092 },
          { description: "Filing", quantity: 1, discountPercent: 0, taxCents: 0 },
        ],
      },
    ]);
    const id = String(created.body.id);
    expect((await api.get(`/invoices/${id}`)).body).toEqual(created.body);
    expect([await bench.linksOf(id), await mailsOf(id)]).toEqual([[], []]);
  });

  it("changes a draft: what is left out stays, lines are replaced as a whole, what was sent never changes", async () => {
    const id = await make({ billToAddress: "12 Harbor Street", clientRef: "10427", notes: "Thank you." });
    const { body: before } = await api.get(`/invoices/${id}`);
    const kept = await api.post(`/invoices/${id}`, { billTo: "Marsh Holdings", notes: "", termsDays: 10 });
    expect([kept.status, kept.body]).toEqual([
      200,
      {
        ...{ ...before, billTo: "Marsh Holdings", notes: "", termsDays: 10, dueDate: "2026-05-14" },
        revision: Number(before.revision) + 1,
      },
    ]);
    const replaced = await api.post(`/invoices/${id}`, {
      lines: [{ description: "Filing", unitPriceCents: 10_000, isTaxable: true }],
      taxPercent: 5,
      revision: kept.body.revision,
    });
    expect(replaced.body).toMatchObject({ totalCents: 10_500, taxName: "Sales tax", lines: [{ taxCents: 500 }] });
    const late = await api.post(`/invoices/${id}`, { billTo: "Late", revision: kept.body.revision });
    expect([late.status, late.body.code]).toEqual([409, "invoice_changed"]);
    await api.post(`/invoices/${id}/send`, {});
    const sent = await api.post(`/invoices/${id}`, { billTo: "Late" });
    expect([sent.status, sent.body.code]).toEqual([422, "invoice_not_draft"]);
    expect((await api.get(`/invoices/${id}`)).body).toMatchObject({ billTo: "Marsh Holdings", totalCents: 10_500 });
  });

  it("makes one for a request that is sent twice", async () => {
    const [first, second] = [
      await api.post("/invoices", body({ send: true }), { key: "the-same-invoice" }),
      await api.post("/invoices", body({ send: true }), { key: "the-same-invoice" }),
    ];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    expect((await api.get("/invoices")).body.data).toHaveLength(1);
    expect(await mailsOf(String(first.body.id))).toHaveLength(1);
  });

  it("issues and mails one, at once or later, and mails an open one again under the same number", async () => {
    const { body: atOnce } = await api.post("/invoices", body({ send: true }));
    expect(atOnce.number).not.toBe("");
    const id = await make();
    const quiet = await api.post(`/invoices/${id}/send`, { mail: false });
    expect([quiet.status, quiet.body.status]).toEqual([200, "sent"]);
    expect(quiet.body.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/invoice\/[\w-]{20,}$/);
    expect([await mailsOf(String(atOnce.id)), await mailsOf(id)].map(({ length }) => length)).toEqual([1, 0]);
    const again = await api.post(`/invoices/${id}/send`, { recipientEmails: ["office@bluewater.example"] });
    expect([again.status, again.body.number]).toEqual([200, quiet.body.number]);
    expect(await mailsOf(id)).toEqual([{ to_address: "office@bluewater.example" }]);
    expect(await bench.linksOf(id)).toMatchObject([{ status: "open", cents: 65_967 }]);
  });

  it("lists them newest first, page by page, each once, and by status", async () => {
    const ids = [await make(), await make({ send: true }), await make(), await make(), await make()];
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body: page }: { body: { data: { id: string }[]; nextCursor: string | null } } = await api.get(
        `/invoices?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      expect(page.data.length).toBeLessThanOrEqual(2);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(seen).toEqual(ids.toReversed());
    expect((await api.get("/invoices?status=open")).body.data).toMatchObject([{ id: ids[1], status: "sent" }]);
    const { status, body: refusal } = await api.get("/invoices?cursor=nonsense");
    expect([status, refusal.code]).toEqual([422, "cursor_invalid"]);
  });

  it("refuses what cannot be an invoice, or cannot be sent", async () => {
    const line = { description: "Advice", unitPriceCents: 10_000 };
    for (const changes of [
      { account: "None" },
      { account: "IOLTA Trust" },
      { billTo: "" },
      { issueDate: "2026-02-30" },
      { taxPercent: 8.8755 },
      { lines: [{ ...line, quantity: 0 }] },
      { lines: [{ ...line, unitPriceCents: 1.5 }] },
      { lines: [{ ...line, discountPercent: 101 }] },
      { total: 1 },
    ])
      expect([changes, (await api.post("/invoices", body(changes))).status]).toEqual([changes, 422]);
    expect((await api.get("/invoices")).body.data).toEqual([]);
    expect((await api.post("/invoices", body({ payerId: "pyr_none" }))).status).toBe(404);
    const empty = await api.post(`/invoices/${await make({ lines: [] })}/send`, {});
    expect([empty.status, empty.body.code]).toEqual([422, "invoice_empty"]);
    const nowhere = await api.post(`/invoices/${await make({ recipientEmails: [] })}/send`, {});
    expect([nowhere.status, nowhere.body.code]).toEqual([422, "no_address"]);
  });

  it("knows nothing of another firm’s, and asks for the permission", async () => {
    const id = await make();
    const stranger = await makeInvoiceBench(test, `frm_stranger_${made}`);
    const theirs = await makeApiClient(stranger.firm.firmId, `dp_test_stranger_${made}`);
    for (const answer of [
      await theirs.get(`/invoices/${id}`),
      await theirs.post(`/invoices/${id}`, { billTo: "Stranger" }),
      await theirs.post(`/invoices/${id}/send`, {}),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
    expect((await theirs.get("/invoices")).body.data).toEqual([]);
    const reader = await makeApiClient(bench.firm.firmId, `dp_test_reader_${made}`, ["payments.view"]);
    expect((await reader.get(`/invoices/${id}`)).status).toBe(200);
    for (const answer of [
      await reader.post("/invoices", body()),
      await reader.post(`/invoices/${id}`, { billTo: "Reader" }),
      await reader.post(`/invoices/${id}/send`, {}),
    ])
      expect(answer.status).toBe(403);
    expect((await bench.stateOf(id)).status).toBe("draft");
  });

  it("is not there while the module is off", async () => {
    const id = await make();
    await saveInvoiceSettings(bench.firm.ctxAt(clockAfter(0)), INVOICES_OFF);
    for (const answer of [
      await api.get("/invoices"),
      await api.post("/invoices", body()),
      await api.get(`/invoices/${id}`),
      await api.post(`/invoices/${id}`, { billTo: "Nobody" }),
      await api.post(`/invoices/${id}/send`, {}),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
  });
});
