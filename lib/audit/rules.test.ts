import { describe, expect, it } from "vitest";
import { changesOf, detailText, pathOfObject } from "./rules";
import { AuditFilter } from "./schemas";

describe("what a row says", () => {
  it.each([
    ["values as they stand", { amountCents: 125_000, code: "" }, "amountCents: 125000; code: "],
    ["what became what", { name: { from: "Dana", to: "Dana W." } }, "name: Dana → Dana W."],
    ["before and after of a list", { before: ["a", "b"], after: ["a"] }, "a, b → a"],
    [
      "only what differs of two wholes, at its place, beside what else is said",
      { before: { hour: 9, steps: { days: 3 } }, after: { hour: 9, steps: { days: 5 } }, account: "acc_1" },
      "steps.days: 3 → 5; account: acc_1",
    ],
    ["what came and what went", { before: { a: 1 }, after: { b: 2 } }, "a: 1 → ; b:  → 2"],
    [
      "the same of settings that were written as JSON",
      { before: '{"termsDays":30,"notes":"","days":[0,7]}', after: '{"termsDays":14,"notes":"","days":[0,7]}' },
      "termsDays: 30 → 14",
    ],
    ["a text that only looks like JSON", { before: "{draft", after: "{done}" }, "{draft → {done}"],
    ["all of what there was nothing before", { before: null, after: { ledger: "12", bank: "" } }, "ledger:  → 12"],
    ["a from without a to as a value", { from: "ops", until: "noon" }, "from: ops; until: noon"],
    ["a before alone as a value", { before: "x" }, "before: x"],
    ["nothing", {}, ""],
  ])("%s", (_name, detail, text) => {
    expect(detailText(detail)).toBe(text);
  });

  it("tells a value from a change", () => {
    expect(changesOf({ a: 1, b: { from: null, to: true } })).toEqual([
      { name: "a", from: null, to: "1" },
      { name: "b", from: "", to: "true" },
    ]);
  });
});

describe("where an object stands", () => {
  it("is its page, or none", () => {
    expect(pathOfObject("payment", "pay_1")).toBe("/staff/payments/pay_1");
    expect(pathOfObject("firm", "frm_1")).toBeNull();
    expect(pathOfObject("payer", "")).toBeNull();
    expect(pathOfObject("pay_link", "lnk_1", { send: true })).toBe("/staff/send/sent/lnk_1");
    expect(pathOfObject("pay_link", "lnk_1", { invoiceId: "inv_1" })).toBeNull();
  });
});

describe("the days that are asked for", () => {
  it.each([
    ["2026-02-28", "2026-02-28"],
    ["2026-02-30", ""],
    ["2025-02-29", ""],
    ["2026-13-01", ""],
    ["0001-01-01", ""],
    ["9999-12-31", ""],
    ["today", ""],
  ])("%s is read as %j", (typed, read) => {
    expect(AuditFilter.parse({ from: typed, to: typed })).toMatchObject({ from: read, to: read });
  });
});
