import { describe, expect, it } from "vitest";
import { formatAmount, formatDecimal, formatMoney } from "./format-money";

describe("money as text", () => {
  it.each([
    ["English dollars", 125_000, "USD", "en", "$1,250.00"],
    ["a cent", 1, "USD", "en", "$0.01"],
    ["nothing", 0, "USD", "en", "$0.00"],
    ["a negative amount begins with the minus sign", -125_000, "USD", "en", "\u2212$1,250.00"],
    ["another dollar is told apart", 125_000, "CAD", "en", "CA$1,250.00"],
    ["a code keeps its space", 125_000, "CHF", "en", "CHF\u00a01,250.00"],
    ["no decimals", 125_000, "JPY", "en", "¥125,000"],
    ["three decimals", 125_000, "KWD", "en", "KWD\u00a0125.000"],
    ["French, with no-break spaces", 44_799, "USD", "fr", "447,99\u00a0$\u00a0US"],
    ["French thousands", 123_456_789, "EUR", "fr-FR", "1\u00a0234\u00a0567,89\u00a0€"],
    ["French negative", -44_799, "EUR", "fr", "\u2212447,99\u00a0€"],
    ["Spanish, as in the United States", 125_000, "USD", "es", "$1,250.00"],
    ["a language we do not have", 125_000, "USD", "de", "$1,250.00"],
    ["the greatest exact integer", Number.MAX_SAFE_INTEGER, "USD", "en", "$90,071,992,547,409.91"],
  ])("%s", (_name, amountCents, currency, locale, expected) => {
    expect(formatMoney(amountCents, currency, locale)).toBe(expected);
  });

  it("writes the figure alone, per language", () => {
    expect(formatAmount(125_000, "USD", "en")).toBe("1,250.00");
    expect(formatAmount(125_000, "USD", "fr")).toBe("1\u00a0250,00");
    expect(formatAmount(-5, "JPY", "es")).toBe("\u22125");
  });

  it("writes plain decimals for other programs", () => {
    expect(formatDecimal(-125_005, "USD")).toBe("-1250.05");
    expect(formatDecimal(7, "JPY")).toBe("7");
    expect(formatDecimal(7, "KWD")).toBe("0.007");
  });

  it.each([
    ["a fraction of a cent", 0.5, "USD"],
    ["an unknown currency", 100, "ZZZ"],
  ])("refuses %s", (_name, amountCents, currency) => {
    expect(() => formatMoney(amountCents, currency, "en")).toThrow(RangeError);
  });
});
