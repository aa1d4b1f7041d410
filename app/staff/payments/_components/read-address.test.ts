import { describe, expect, it } from "vitest";
import { exactCentsOf, queryOfFilter, readAddress } from "./read-address";

const read = (address: Record<string, string>, locale = "en") => readAddress(address, { currency: "USD", locale });

describe("readAddress", () => {
  it.each([
    ["en", "1,250.00"],
    ["en", "$1250"],
    ["fr", "1 250,00"],
    ["es", "1,250.00"],
  ])("reads amounts as its %s reader writes them: %s", (locale, text) => {
    const { filter, wrong } = read({ amount: text, min: text, max: text }, locale);
    expect(wrong).toEqual([]);
    expect(filter).toMatchObject({ amount: "1250.00", minCents: 125_000, maxCents: 125_000 });
    expect(exactCentsOf(filter, "USD")).toBe(125_000);
  });

  it.each(["en", "fr", "es"])("gives an address that its %s reader reads again as it was", (locale) => {
    const { filter } = read({ amount: "1250", min: "3", status: "approved,settled", match: "any" }, locale);
    const again = read(Object.fromEntries(queryOfFilter(filter)), locale);
    expect(again).toEqual({ filter, wrong: [] });
  });

  it("leaves out what is no amount, and names it, instead of failing the page", () => {
    const { filter, wrong } = read({ amount: "abc", min: "12,50", max: "-3", status: "approved" });
    expect(wrong).toEqual(["amount", "min", "max"]);
    expect(filter).toMatchObject({ amount: "", status: ["approved"] });
    expect(filter.minCents ?? null).toBeNull();
  });
});
