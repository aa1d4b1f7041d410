import { beforeAll, expect, it } from "vitest";
import { PayerAnswer, PayerList } from "@/lib/api/payer-schemas";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";

useTestDatabase();
let api: ApiClient;
let reader: ApiClient;
let stranger: ApiClient;

beforeAll(async () => {
  await makeTestFirm();
  api = await makeApiClient("frm_test", "dp_test_first");
  reader = await makeApiClient("frm_test", "dp_test_reader", ["payments.view"]);
  await makeTestFirm("frm_other");
  stranger = await makeApiClient("frm_other", "dp_test_other");
});

const BODY = { givenName: "Elena", familyName: "Marsh", emails: ["elena@marsh.example"], clientRefs: ["10427"] };

it("makes, reads, lists and changes a payer", async () => {
  const made = await api.post("/payers", BODY);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    id: expect.stringMatching(/^pyr_/),
    name: "Elena Marsh",
    kind: "person",
    revision: 1,
  });
  expect(PayerAnswer.strict().parse(made.body)).toEqual(made.body);
  expect((await reader.get(`/payers/${made.body.id}`)).body).toEqual(made.body);

  const changed = await api.post(`/payers/${made.body.id}`, { phone: "(212) 555-0101", revision: 1 });
  expect(changed.body).toMatchObject({ phone: "(212) 555-0101", emails: ["elena@marsh.example"], revision: 2 });
  const late = await api.post(`/payers/${made.body.id}`, { phone: "2", revision: 1 });
  expect([late.status, late.body.code]).toEqual([409, "payer_changed"]);

  const list = await reader.get("/payers?q=marsh&limit=1");
  expect(list.body.data).toMatchObject([{ id: made.body.id, name: "Elena Marsh", lastPaidAt: null }]);
  expect(PayerList.parse(list.body)).toEqual(list.body);
});

it("pages by its own cursor and refuses any other", async () => {
  await api.post("/payers", { kind: "business", name: "Aster LLC" });
  await api.post("/payers", { kind: "business", name: "Zinnia LLC" });
  const first = await api.get("/payers?limit=1");
  const second = await api.get(`/payers?limit=1&cursor=${first.body.nextCursor}`);
  expect([first.body.data[0].name, second.body.data[0].name]).toEqual(["Aster LLC", "Elena Marsh"]);
  expect((await api.get("/payers?cursor=nonsense")).body).toMatchObject({ status: 422, code: "cursor_invalid" });
});

it("makes one payer of one key, and refuses the key with another body", async () => {
  const key = "payer-once-0001";
  const [one, two] = await Promise.all([api.post("/payers", BODY, { key }), api.post("/payers", BODY, { key })]);
  const answered = [one, two].filter((answer) => answer.status === 201);
  expect(new Set(answered.map((answer) => answer.body.id)).size).toBe(1);
  const again = await api.post("/payers", BODY, { key });
  expect(again.body.id).toBe(answered[0]?.body.id);
  expect((await api.post("/payers", { ...BODY, phone: "1" }, { key })).body).toMatchObject({
    status: 409,
    code: "idempotency_key_reused",
  });
});

it("says what is wrong, where and how to mend it", async () => {
  const cases: [unknown, string, string][] = [
    [{}, "payer_name_missing", "name"],
    [{ ...BODY, emails: ["elena"] }, "invalid_input", "emails.0"],
    [{ ...BODY, address: { country: "XX" } }, "invalid_input", "address.country"],
    [{ ...BODY, notes: "4242 4242 4242 4242" }, "invalid_input", "notes"],
    [{ ...BODY, nickname: "El" }, "invalid_input", "nickname"],
  ];
  for (const [body, code, path] of cases) {
    const refused = await api.post("/payers", body);
    expect([path, refused.status]).toEqual([path, 422]);
    expect(refused.body.errors[0]).toMatchObject({ path, message: expect.stringMatching(/ .*\.$/) });
    if (code !== "payer_name_missing") expect(refused.body.code).toBe(code);
  }
});

it("asks for its permissions and knows nothing of another firm's payer", async () => {
  const { body } = await api.post("/payers", BODY);
  expect((await reader.post("/payers", BODY)).body).toMatchObject({ status: 403, code: "forbidden" });
  for (const answer of [
    await stranger.get(`/payers/${body.id}`),
    await stranger.post(`/payers/${body.id}`, { phone: "1" }),
  ])
    expect(answer.body).toMatchObject({ status: 404, code: "not_found" });
  expect((await stranger.get("/payers")).body).toEqual({ data: [], nextCursor: null });
});
