import { describe, expect, it } from "vitest";
import { isSelected, NOTHING_SELECTED, readSelection, sumSelection, withRows } from "./selection";

const totals = { count: 10, isWhole: true, sums: { operatingCents: 9_000, trustCents: 5_000 } };
const row = (id: string, cents: number, purse: "operating" | "trust" = "operating") => ({ id, sum: { cents, purse } });

describe("a selection", () => {
  it("counts and adds what was picked, operating and trust apart", () => {
    const picked = withRows(NOTHING_SELECTED, [row("a", 100), row("b", 50, "trust"), row("c", 0)], true);
    expect(sumSelection(picked, totals)).toEqual({ count: 3, operatingCents: 100, trustCents: 50 });
    const fewer = withRows(picked, [row("a", 100)], false);
    expect(sumSelection(fewer, totals)).toEqual({ count: 2, operatingCents: 0, trustCents: 50 });
    expect(isSelected(fewer, "a")).toBe(false);
    expect(isSelected(fewer, "b")).toBe(true);
  });

  it("of all that match knows what was taken out again", () => {
    const all = { isAll: true, rows: {} };
    expect(sumSelection(all, totals)).toEqual({ count: 10, operatingCents: 9_000, trustCents: 5_000 });
    const but = withRows(all, [row("a", 1_000)], false);
    expect(isSelected(but, "a")).toBe(false);
    expect(isSelected(but, "never seen")).toBe(true);
    expect(sumSelection(but, totals)).toEqual({ count: 9, operatingCents: 8_000, trustCents: 5_000 });
    expect(withRows(but, [row("a", 1_000)], true)).toEqual(all);
  });

  it("takes rows without a sum", () => {
    const picked = withRows(NOTHING_SELECTED, [{ id: "a", sum: null }], true);
    expect(sumSelection(picked, { ...totals, sums: null })).toEqual({ count: 1, operatingCents: 0, trustCents: 0 });
  });

  it("is read as it was written, and anything else is nothing", () => {
    const picked = withRows(NOTHING_SELECTED, [row("a", 100), { id: "b", sum: null }], true);
    expect(readSelection(JSON.stringify(picked))).toEqual(picked);
    for (const text of [
      null,
      "",
      "{",
      "1",
      "null",
      '{"isAll":1,"rows":{}}',
      '{"isAll":true}',
      '{"isAll":true,"rows":3}',
    ])
      expect(readSelection(text)).toEqual(NOTHING_SELECTED);
  });
});
