import { beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, makeApiClient } from "@/tests/support/api-client";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";

useTestDatabase();
let api: ApiClient;

beforeAll(async () => {
  const firm = await makeTestFirm();
  api = await makeApiClient(firm.firmId, "dp_test_first");
});

describe("POST /allocations/preview", () => {
  it("answers the contract's example letter by letter", async () => {
    const { status, text } = await api.post("/allocations/preview", {
      amountCents: 50,
      order: "oldest",
      lines: [
        { id: "a", kind: "invoice", outstandingCents: 40, date: "2026-02-01" },
        { id: "b", kind: "invoice", outstandingCents: 40, date: "2026-01-01" },
      ],
    });
    expect([status, text]).toEqual([
      200,
      '{"lines":[{"id":"a","amountCents":10},{"id":"b","amountCents":40}],"unappliedCents":0}',
    ]);
  });

  it("takes zeros, and a trust line without a bound", async () => {
    const lines = [
      { id: "a", kind: "invoice", outstandingCents: 0 },
      { id: "t", kind: "trust", manualCents: 70 },
      { id: "b", kind: "invoice", outstandingCents: 90, manualCents: 0 },
    ];
    const { body } = await api.post("/allocations/preview", { amountCents: 100, order: "given", lines });
    expect(body).toEqual({
      lines: [
        { id: "a", amountCents: 0 },
        { id: "t", amountCents: 70 },
        { id: "b", amountCents: 0 },
      ],
      unappliedCents: 30,
    });
    expect((await api.post("/allocations/preview", { amountCents: 0, order: "given", lines: [] })).body).toEqual({
      lines: [],
      unappliedCents: 0,
    });
  });

  const line = { id: "a", kind: "invoice", outstandingCents: 40 };
  it.each<[string, object, string]>([
    ["a manual amount above its line", { lines: [{ ...line, manualCents: 41 }] }, "manual_above_outstanding"],
    ["a negative manual amount", { lines: [{ ...line, manualCents: -1 }] }, "manual_negative"],
    ["manual amounts above the total", { amountCents: 5, lines: [{ ...line, manualCents: 6 }] }, "manual_above_total"],
    ["a line twice", { lines: [line, line] }, "duplicate_line"],
    ["an unknown order", { order: "newest" }, "invalid_input"],
    ["no lines", { lines: undefined }, "invalid_input"],
    ["a line that is no object", { lines: [5] }, "invalid_input"],
    ["an unknown kind", { lines: [{ ...line, kind: "fee" }] }, "invalid_input"],
    ["an invoice without a balance", { lines: [{ id: "a", kind: "invoice" }] }, "invalid_input"],
    ["half a cent", { amountCents: 0.5 }, "invalid_input"],
    ["a negative amount", { amountCents: -1 }, "invalid_input"],
    ["a mistyped field", { lines: [{ ...line, manualcents: 5 }] }, "invalid_input"],
  ])("refuses %s with 422", async (_name, changes, code) => {
    const { status, body } = await api.post("/allocations/preview", {
      amountCents: 50,
      order: "given",
      lines: [line],
      ...changes,
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: "about:blank",
      status: 422,
      code,
      detail: expect.stringMatching(/^[A-Z].+\.$/),
    });
    expect(body.errors.length).toBeGreaterThanOrEqual(1);
  });

  it("names the field as in the contract's example", async () => {
    const { body } = await api.post("/allocations/preview", {
      amountCents: 50,
      order: "given",
      lines: [{ ...line, manualCents: 41 }],
    });
    expect(body).toMatchObject({ title: "Manual amount above the line", errors: [{ path: "lines.0.manualCents" }] });
  });
});
