import { describe, expect, it } from "vitest";
import {
  CURRENCY_CODES,
  currencyMarks,
  currencySign,
  isCurrencyCode,
  minorUnitDigits,
  requireCurrency,
} from "./currency";

describe("currencies", () => {
  it.each([
    ["USD", 2],
    ["CAD", 2],
    ["GBP", 2],
    ["EUR", 2],
    ["AUD", 2],
    ["JPY", 0],
    ["KWD", 3],
  ])("%s has %d decimals", (code, digits) => {
    expect(minorUnitDigits(code)).toBe(digits);
  });

  it("has the decimals that the runtime knows for every code", () => {
    for (const code of CURRENCY_CODES) {
      const { maximumFractionDigits } = new Intl.NumberFormat("en-US", {
        style: "currency",
        currency: code,
      }).resolvedOptions();
      expect({ code, digits: minorUnitDigits(code) }).toEqual({ code, digits: maximumFractionDigits });
    }
  });

  // XXX is the code of ISO 4217 for "no currency".
  it.each(["usd", "XXX", "", "toString"])("does not know %j", (code) => {
    expect(isCurrencyCode(code)).toBe(false);
    expect(() => requireCurrency(code)).toThrow(RangeError);
    expect(() => minorUnitDigits(code)).toThrow(RangeError);
  });

  it("gives the sign for an amount field per language", () => {
    expect(currencySign("USD", "en")).toBe("$");
    expect(currencySign("USD", "fr")).toBe("$ US");
    expect(currencySign("CHF", "es")).toBe("CHF");
  });

  it("lists what people write for a currency", () => {
    expect(currencyMarks("USD")).toEqual(["USD", "$", "$ US", "US$", "$US"]);
    expect(currencyMarks("EUR")).toEqual(["EUR", "€"]);
  });

  it("gives two currencies no common mark but the dollar, yet different written signs", () => {
    const owner = new Map<string, string>();
    for (const code of CURRENCY_CODES) {
      for (const mark of currencyMarks(code).filter((each) => each !== "$")) {
        expect({ mark, owner: owner.get(mark) ?? code }).toEqual({ mark, owner: code });
        owner.set(mark, code);
      }
    }
    for (const language of ["en", "fr", "es"] as const) {
      expect(new Set(CURRENCY_CODES.map((code) => currencySign(code, language))).size).toBe(CURRENCY_CODES.length);
    }
  });
});
