import { beforeAll, describe, expect, it } from "vitest";
import { PostingList, PostingOutcomeAnswer } from "@/lib/api/posting-schemas";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { inventItem, makePostingBench, type PostingBench } from "@/tests/support/posting-bench";
import { useTestDatabase } from "@/tests/support/test-database";

const test = useTestDatabase();
let bench: PostingBench;
let api: ApiClient;
let stranger: ApiClient;
let ids: string[];

beforeAll(async () => {
  bench = await makePostingBench(test, "frm_test");
  api = await makeApiClient("frm_test", "dp_test_first");
  await makePostingBench(test, "frm_other");
  stranger = await makeApiClient("frm_other", "dp_test_other");
  for (let index = 0; index < 3; index += 1)
    await bench.payLines([{ item: inventItem({ key: `k${index}` }), amountCents: 1_000 + index }]);
  ids = await bench.ids();
});

describe("GET /postings", () => {
  it("opens on pending and incomplete records, as the description says", async () => {
    const { status, body } = await api.get("/postings");
    expect(status).toBe(200);
    expect(PostingList.parse(body)).toEqual(body);
    expect(body.data).toHaveLength(3);
    expect(body.data[2]).toMatchObject({
      ...{ id: ids[0], number: "D-2026-000001", status: "pending", confirmed: false, reason: null, reasonDetail: {} },
      ...{ isReversal: false, reverses: null, paymentNumber: "P-2026-000001", payerName: "Elena Marsh" },
      ...{ account: "Operating", amountCents: 1_000, currency: "USD", kind: "invoice", isMatched: true },
      ...{ clientNumber: "10427", invoiceNumber: "204118", file: null, queuedAt: null },
    });
  });

  it("pages, and knows the seven views only", async () => {
    const first = await api.get("/postings?view=all&limit=2&sort=amount");
    expect(first.body.data.map((row: { amountCents: number }) => row.amountCents)).toEqual([1_000, 1_001]);
    const second = await api.get(`/postings?view=all&limit=2&sort=amount&cursor=${first.body.nextCursor}`);
    expect(second.body.data.map((row: { amountCents: number }) => row.amountCents)).toEqual([1_002]);
    expect(second.body.nextCursor).toBeNull();
    for (const view of ["pending_incomplete", "pending", "incomplete", "posted", "removed", "queued", "all"])
      expect((await api.get(`/postings?view=${view}`)).status, view).toBe(200);
    expect((await api.get("/postings?view=lost")).status).toBe(422);
    expect((await api.get("/postings?cursor=zzz")).status).toBe(422);
  });

  it("shows nothing of another firm", async () => {
    expect((await stranger.get("/postings?view=all")).body).toEqual({ data: [], nextCursor: null });
  });
});

describe("POST /postings/remove, /restore and /post", () => {
  it("move records, say what stays, and do it once for one Idempotency-Key", async () => {
    const removed = await api.post("/postings/remove", { ids: [ids[0], "pst_none"] }, { key: "remove-1" });
    expect(removed.status).toBe(200);
    expect(PostingOutcomeAnswer.parse(removed.body)).toEqual({
      done: 1,
      skipped: [{ id: "pst_none", reason: "posting_unknown" }],
    });
    const again = await api.post("/postings/remove", { ids: [ids[0], "pst_none"] }, { key: "remove-1" });
    expect(again.body).toEqual(removed.body);
    expect((await api.post("/postings/remove", { ids: [ids[1]] }, { key: "remove-1" })).body.code).toBe(
      "idempotency_key_reused",
    );
    expect((await api.post("/postings/restore", { all: true })).body).toEqual({ done: 1, skipped: [] });
    expect((await api.post("/postings/post", { ids: [ids[0]] })).body).toEqual({ done: 1, skipped: [] });
    expect((await api.post("/postings/post", { all: true })).body).toEqual({ done: 2, skipped: [] });
    expect((await api.get("/postings?view=queued")).body.data).toHaveLength(3);
    expect(await bench.audited("postings.queue")).toHaveLength(2);
  });

  it.each([
    ["nothing", {}],
    ["no ids", { ids: [] }],
    ["both", { ids: ["pst_1"], all: true }],
    ["all as false", { all: false }],
    ["too many", { ids: Array.from({ length: 1_001 }, (_, index) => `pst_${index}`) }],
    ["ids that are no texts", { ids: [1] }],
  ])("refuse %s", async (_name, body) => {
    for (const verb of ["post", "remove", "restore"]) {
      const answer = await api.post(`/postings/${verb}`, body);
      expect([answer.status, answer.body.code]).toEqual([422, "invalid_input"]);
      expect(answer.body.errors).toHaveLength(1);
      expect(answer.body.errors[0].message).toMatch(
        /^(Send `ids` with 1 to 1,000 ids|Write (1 entry or more|at most 1000 entries)\.)/,
      );
    }
  });

  it("are not another firm's to move", async () => {
    for (const action of ["remove", "restore", "post"]) {
      const { status, body } = await stranger.post(`/postings/${action}`, { ids });
      expect([status, body.code, body.detail]).toEqual([404, "not_found", expect.stringContaining("posting record")]);
    }
    expect(await bench.audited("postings.remove")).toHaveLength(1);
  });
});

describe("postings", () => {
  it("need the permission, and the module", async () => {
    const viewer = await makeApiClient("frm_test", "dp_test_viewer", ["payments.view", "connect.pay"]);
    expect((await viewer.get("/postings")).status).toBe(403);
    expect((await viewer.post("/postings/post", { all: true })).status).toBe(403);
    await bench.set({ isOn: false });
    for (const answer of [await api.get("/postings"), await api.post("/postings/post", { all: true })])
      expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
  });
});
