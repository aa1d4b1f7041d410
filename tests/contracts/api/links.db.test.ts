import { beforeAll, describe, expect, it } from "vitest";
import { LinkAnswer, LinkList } from "@/lib/api/link-schemas";
import { payLink } from "@/lib/pay-links/pay-link";
import { fixedClock } from "@/lib/platform/clock";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, TEST_TOKENS, type TestFirm } from "@/tests/support/test-firm";

const test = useTestDatabase();
let firm: TestFirm;
let api: ApiClient;
let stranger: ApiClient;

const BODY = { account: "Operating", amountCents: 125_000, invoiceNumber: "204118", send: false };

beforeAll(async () => {
  firm = await makeTestFirm();
  api = await makeApiClient(firm.firmId, "dp_test_first");
  await makeTestFirm("frm_other");
  stranger = await makeApiClient("frm_other", "dp_test_other");
});

describe("POST /links", () => {
  it("makes the link of the contract's example", async () => {
    const made = await api.post("/links", BODY);
    expect(made.status).toBe(201);
    expect(made.headers.get("cache-control")).toBe("no-store");
    expect(made.body).toMatchObject({
      id: expect.stringMatching(/^lnk_/),
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/pay\/[\w-]{43}$/),
      status: "outstanding",
      amountCents: 125_000,
      amountPaidCents: 0,
      balanceCents: 125_000,
      partPaid: false,
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect(LinkAnswer.strict().parse(made.body)).toEqual(made.body);
    const [row] = await test.asOwner<{ source: string; created_by: string }>(
      "select source, created_by from pay_links where id = $1",
      [made.body.id],
    );
    expect(row).toMatchObject({ source: "api", created_by: expect.stringMatching(/^api_key:key_/) });
    const audit = await test.asOwner("select 1 from audit_log where object_id = $1 and action = 'pay_link.create'", [
      made.body.id,
    ]);
    expect(audit).toHaveLength(1);
  });

  it("mails every address once", async () => {
    const body = {
      ...BODY,
      send: true,
      recipientName: "Elena Marsh",
      recipientEmail: "a@bluewater.example; b@bluewater.example, a@bluewater.example",
    };
    const made = await api.post("/links", { ...body, dueDate: "2026-12-31", message: "Dear {recipient}" });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      recipientEmail: "a@bluewater.example; b@bluewater.example",
      dueDate: "2026-12-31",
    });
    const mails = await test.asOwner<{ to_address: string }>(
      "select to_address from mails where object_id = $1 order by 1",
      [made.body.id],
    );
    expect(mails.map((mail) => mail.to_address)).toEqual(["a@bluewater.example", "b@bluewater.example"]);
  });

  it("answers the address it was asked on, and trusts no client about https", async () => {
    const headers = { host: "pay.firm.example:8443", "x-forwarded-proto": "https", "x-forwarded-host": "evil.example" };
    const made = await api.post("/links", BODY, { headers });
    expect(made.body.url).toMatch(/^http:\/\/pay\.firm\.example:8443\/pay\//);
    const odd = await api.post("/links", BODY, { headers: { host: "a@b/../c" } });
    expect(odd.body.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/pay\//);
  });

  it.each<[string, object, string, string]>([
    ["no amount", { amountCents: undefined }, "amountCents", "invalid_input"],
    ["amount 0", { amountCents: 0 }, "amountCents", "invalid_input"],
    ["a negative amount", { amountCents: -5 }, "amountCents", "invalid_input"],
    ["half a cent", { amountCents: 10.5 }, "amountCents", "invalid_input"],
    ["an amount as text", { amountCents: "1250" }, "amountCents", "invalid_input"],
    ["an amount beyond exact numbers", { amountCents: 1e30 }, "amountCents", "invalid_input"],
    ["no account", { account: undefined }, "account", "invalid_input"],
    ["an unknown account", { account: "Savings" }, "account", "account_unknown"],
    ["a near name", { account: "operating" }, "account", "account_unknown"],
    ["no send", { send: undefined }, "send", "invalid_input"],
    ["send as text", { send: "false" }, "send", "invalid_input"],
    ["send without an address", { send: true }, "recipientEmail", "invalid_input"],
    ["an address that is none", { send: true, recipientEmail: "elena" }, "recipientEmail", "invalid_input"],
    [
      "a second address that is none",
      { send: true, recipientEmail: "a@b.example; nobody" },
      "recipientEmail",
      "invalid_input",
    ],
    [
      "a line break in an address",
      { send: true, recipientEmail: "a@b.example\r\nBcc: c@d.example" },
      "recipientEmail",
      "invalid_input",
    ],
    ["a day that is none", { dueDate: "2026-02-30" }, "dueDate", "invalid_input"],
    ["the year 0", { dueDate: "0000-01-01" }, "dueDate", "invalid_input"],
    ["a US date", { dueDate: "02/20/2026" }, "dueDate", "invalid_input"],
    ["a NUL", { recipientName: "a\u0000b" }, "recipientName", "text_has_nul"],
    ["a long name", { recipientName: "x".repeat(121) }, "recipientName", "invalid_input"],
    ["a mistyped field", { amountcents: 5 }, "amountcents", "invalid_input"],
    ["trust without client", { account: "IOLTA Trust", matterRef: "10021.2" }, "clientRef", "trust_needs_matter"],
    ["trust without matter", { account: "IOLTA Trust", clientRef: "10021" }, "matterRef", "trust_needs_matter"],
  ])("refuses %s with 422 and the field", async (_name, changes, path, code) => {
    const refused = await api.post("/links", { ...BODY, ...changes });
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(refused.body).toMatchObject({ type: "about:blank", status: 422, code });
    expect(new Set(refused.body.errors.map((error: { path: string }) => error.path))).toEqual(new Set([path]));
    for (const { message } of refused.body.errors) expect(message).toMatch(/^[A-Z].*\.$/);
    expect(refused.status).toBe(422);
  });

  it.each<[string, string | Uint8Array, string]>([
    ["no body", "", "body_missing"],
    ["half a JSON", '{"account":', "body_not_json"],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), "body_not_json"],
    ["a list", "[]", "body_not_json"],
    ["a text", '"x"', "body_not_json"],
    ["null", "null", "body_not_json"],
    ["brackets without end", "[".repeat(200_000), "body_not_json"],
    ["deep brackets", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, "body_not_json"],
    ["a deep object", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, "invalid_input"],
    ["more than 10 MB", " ".repeat(10 * 1024 * 1024 + 1), "body_too_large"],
  ])("refuses %s with 422", async (_name, raw, code) => {
    const refused = await api.post("/links", undefined, { raw });
    expect(refused.body).toMatchObject({ status: 422, code });
  });

  it("takes null and unset texts alike, and trust with client and matter", async () => {
    const nulls = { invoiceNumber: null, dueDate: null, recipientName: null, recipientEmail: null, message: null };
    const made = await api.post("/links", {
      ...BODY,
      ...nulls,
      account: "acc_trust",
      clientRef: "10021",
      matterRef: "10021.2",
    });
    expect(made.body).toMatchObject({ account: "IOLTA Trust", invoiceNumber: "", dueDate: null, clientRef: "10021" });
  });
});

describe("GET /links", () => {
  it("pages through all links, newest first, each once, with its own address", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    for (let page = 0; cursor !== null && page < 50; page += 1) {
      const answer = await api.get(`/links?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      expect(LinkList.parse(answer.body)).toEqual(answer.body);
      seen.push(...answer.body.data.map((link: { id: string }) => link.id));
      cursor = answer.body.nextCursor;
    }
    const rows = await test.asOwner<{ id: string }>(
      "select id from pay_links where firm_id = 'frm_test' order by created_at desc, id desc",
    );
    expect(seen).toEqual(rows.map((row) => row.id));
    const { body } = await api.get("/links?limit=200");
    expect(new Set(body.data.map((link: { url: string }) => link.url)).size).toBe(rows.length);
  });

  it.each([
    "status=open",
    "limit=0",
    "limit=201",
    "limit=x",
    "cursor=x",
    "cursor=%00",
    "status=outstanding&status=expired",
  ])("refuses ?%s with 422", async (query) => {
    const refused = await api.get(`/links?${query}`);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toHaveLength(1);
  });

  it("shows the four statuses", async () => {
    const paid = await firm.makeLink();
    await payLink(firm.ctxAt(), paid.id, { methodToken: TEST_TOKENS.visa, receiptEmail: "", methodKind: "card" });
    const expired = await firm.makeLink({}, fixedClock(new Date("2026-01-02T15:00:00Z")));
    const cancelled = await firm.makeLink();
    await api.post(`/links/${cancelled.id}/cancel`);
    for (const [status, id] of [
      ["payment_received", paid.id],
      ["expired", expired.id],
      ["cancelled", cancelled.id],
    ] as const) {
      const { body } = await api.get(`/links?status=${status}`);
      expect(body.data.map((link: { id: string }) => link.id)).toContain(id);
      expect(new Set(body.data.map((link: { status: string }) => link.status))).toEqual(new Set([status]));
    }
    expect((await api.get(`/links/${paid.id}`)).body).toMatchObject({
      amountPaidCents: 125_000,
      balanceCents: 0,
      partPaid: false,
    });
  });
});

describe("one link", () => {
  it("is unknown to another firm, and so is one that never was", async () => {
    const made = await api.post("/links", BODY);
    for (const id of [made.body.id, "lnk_0000000000", "x", "..", "%00", "lnk_'--"]) {
      for (const answer of [await stranger.get(`/links/${id}`), await stranger.post(`/links/${id}/cancel`)]) {
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ code: "not_found", status: 404 });
      }
    }
    expect((await api.get(`/links/${made.body.id}`)).body).toEqual(made.body);
  });

  it("is cancelled once", async () => {
    const made = await api.post("/links", BODY);
    const cancelled = await api.post(`/links/${made.body.id}/cancel`);
    expect(cancelled.status).toBe(200);
    expect(cancelled.body).toMatchObject({ status: "cancelled", closedAt: expect.any(String) });
    const again = await api.post(`/links/${made.body.id}/cancel`);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: "link_cancelled" });
  });

  it("that is paid cannot be cancelled", async () => {
    const paid = await firm.makeLink();
    await payLink(firm.ctxAt(), paid.id, { methodToken: TEST_TOKENS.visa, receiptEmail: "", methodKind: "card" });
    expect((await api.post(`/links/${paid.id}/cancel`)).body).toMatchObject({ status: 409, code: "link_paid" });
  });
});
