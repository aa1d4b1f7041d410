import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_AMOUNT_CENTS } from "./cents";
import { CURRENCY_CODES } from "./currency";
import { formatAmount, formatDecimal, formatMoney } from "./format-money";
import { MONEY_LANGUAGES } from "./locale";
import { MONEY_REFUSAL_CODES, parseMoney } from "./parse-money";

const code = fc.constantFrom(...CURRENCY_CODES);
const language = fc.constantFrom(...MONEY_LANGUAGES);

describe("reading amounts", () => {
  it.each([
    ["figures only", "1250", "en", "USD", 125_000],
    ["two decimals", "1250.00", "en", "USD", 125_000],
    ["one decimal", "1,234.5", "en", "USD", 123_450],
    ["the sign before", "$1234.50", "en", "USD", 123_450],
    ["the sign and a space", " $ 1,234.50 ", "en", "USD", 123_450],
    ["the code before", "USD 50.00", "en", "USD", 5_000],
    ["the code after, in small letters", "50 usd", "en", "USD", 5_000],
    ["sign and code", "$50 USD", "en", "USD", 5_000],
    ["a namesake told apart", "CA$50", "en", "CAD", 5_000],
    ["the plain sign for a namesake", "$50", "en", "CAD", 5_000],
    ["no figure before the point", ".5", "en", "USD", 50],
    ["no figure after the point", "5.", "en", "USD", 500],
    ["zeros in front", "007.10", "en", "USD", 710],
    ["nothing", "0", "en", "USD", 0],
    ["French with a space", "1 234,50", "fr", "USD", 123_450],
    ["French with U+00A0", "1\u00a0234,50\u00a0$\u00a0US", "fr", "USD", 123_450],
    ["French with U+202F", "1\u202f234,50 €", "fr", "EUR", 123_450],
    ["French keypad point", "1234.5", "fr", "EUR", 123_450],
    ["Spanish, as in the United States", "$1,234.50", "es", "USD", 123_450],
    ["yen", "¥1,234", "en", "JPY", 1_234],
    ["three decimals where the currency has them", "1.234", "en", "KWD", 1_234],
    ["the greatest amount", "999,999,999.99", "en", "USD", MAX_AMOUNT_CENTS],
  ])("%s: %s in %s", (_name, text, locale, currency, amountCents) => {
    expect(parseMoney(text, { currency, locale })).toEqual({ ok: true, amountCents });
  });

  it.each([
    ["nothing written", "", "en", "USD", "empty"],
    ["only spaces", " \u00a0\u202f ", "en", "USD", "empty"],
    ["a minus", "-5", "en", "USD", "negative"],
    ["a minus after the sign", "$-5.00", "en", "USD", "negative"],
    ["a real minus sign", "\u2212$5.00", "en", "USD", "negative"],
    ["a minus behind", "5.00-", "en", "USD", "negative"],
    ["parentheses", "(5.00)", "en", "USD", "parentheses"],
    ["three decimals", "1.234", "en", "USD", "too_many_decimals"],
    ["zeros as a third decimal", "1.000", "en", "USD", "too_many_decimals"],
    ["decimals of yen", "5.0", "en", "JPY", "too_many_decimals"],
    ["another sign", "£5", "en", "USD", "wrong_currency"],
    ["another code", "EUR 5", "en", "USD", "wrong_currency"],
    ["another dollar", "CA$5", "en", "USD", "wrong_currency"],
    ["another dollar behind", "5 US$", "en", "AUD", "wrong_currency"],
    ["a sign we do not support", "₹5", "en", "USD", "wrong_currency"],
    ["its own sign alone", "$", "en", "USD", "empty"],
    ["its own code alone", "usd ", "fr", "USD", "empty"],
    ["another sign alone", "€", "en", "USD", "wrong_currency"],
    ["words", "five", "en", "USD", "not_a_number"],
    ["an exponent", "1e5", "en", "USD", "not_a_number"],
    ["hexadecimal", "0x10", "en", "USD", "not_a_number"],
    ["infinity", "Infinity", "en", "USD", "not_a_number"],
    ["two figures", "5 USD 6", "en", "USD", "not_a_number"],
    ["a range", "5-6", "en", "USD", "not_a_number"],
    ["a plus", "+5", "en", "USD", "not_a_number"],
    ["only a point", ".", "en", "USD", "not_a_number"],
    ["figures of another script", "\u0661\u0662", "en", "USD", "not_a_number"],
    ["a text without end", "1".repeat(61), "en", "USD", "not_a_number"],
    ["a decimal comma in English", "1234,50", "en", "USD", "misplaced_separator"],
    ["one decimal after a comma", "1,5", "en", "USD", "misplaced_separator"],
    ["a decimal comma that looks like thousands", "0,500", "en", "USD", "misplaced_separator"],
    ["thousands of the continent", "1.234,50", "en", "USD", "misplaced_separator"],
    ["two points", "1.2.3", "en", "USD", "misplaced_separator"],
    ["spaced thousands in English", "1 234", "en", "USD", "misplaced_separator"],
    ["points as thousands in French", "1.234,50", "fr", "EUR", "misplaced_separator"],
    ["a point that could be thousands in French", "1.234", "fr", "EUR", "misplaced_separator"],
    ["English figures in French", "1,234.50", "fr", "EUR", "misplaced_separator"],
    ["broken thousands in French", "12 34,50", "fr", "EUR", "misplaced_separator"],
    ["a decimal comma in Spanish", "1234,50", "es", "USD", "misplaced_separator"],
    ["one cent too much", "1,000,000,000.00", "en", "USD", "too_large"],
    ["far too much", "9".repeat(40), "en", "USD", "too_large"],
  ])("refuses %s: %s in %s", (_name, text, locale, currency, expected) => {
    expect(parseMoney(text, { currency, locale })).toMatchObject({ ok: false, refusal: { code: expected, currency } });
  });

  it("says in every refusal how to write it", () => {
    const seen = new Set<string>();
    for (const text of ["", "-5", "(5)", "£5", "five", "1,5", "1.234", "9999999999"]) {
      const parsed = parseMoney(text, { currency: "USD", locale: "en" });
      if (parsed.ok) throw new Error(`${text} was read`);
      seen.add(parsed.refusal.code);
      expect(parsed.refusal).toMatchObject({ example: "1,234.50", greatest: "999,999,999.99", digits: 2 });
      expect(parsed.refusal.message).toMatch(/1,234\.50|999,999,999\.99/);
    }
    expect([...seen].sort()).toEqual([...MONEY_REFUSAL_CODES].sort());
  });

  it("reads back every amount that it writes, in every currency and language", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT_CENTS }), code, language, (amountCents, currency, locale) => {
        const expected = { ok: true, amountCents };
        expect(parseMoney(formatMoney(amountCents, currency, locale), { currency, locale })).toEqual(expected);
        expect(parseMoney(formatAmount(amountCents, currency, locale), { currency, locale })).toEqual(expected);
        expect(parseMoney(formatDecimal(amountCents, currency), { currency, locale: "en" })).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it("reads back every cent up to $2,000.00", () => {
    for (let amountCents = 0; amountCents <= 200_000; amountCents++) {
      const parsed = parseMoney(formatMoney(amountCents, "USD", "en"), { currency: "USD", locale: "en" });
      if (!parsed.ok || parsed.amountCents !== amountCents)
        throw new Error(`${amountCents} cents came back as ${JSON.stringify(parsed)}`);
    }
  });

  it("answers any text with an exact amount or a refusal", () => {
    const near = fc.string({ unit: fc.constantFrom(..."0123456789.,  $€-()USDkx\u00a0\u202f") });
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: "binary" })), code, language, (text, currency, locale) => {
        const parsed = parseMoney(text, { currency, locale });
        if (parsed.ok)
          expect(
            Number.isInteger(parsed.amountCents) && parsed.amountCents >= 0 && parsed.amountCents <= MAX_AMOUNT_CENTS,
          ).toBe(true);
        else expect(MONEY_REFUSAL_CODES).toContain(parsed.refusal.code);
      }),
      { numRuns: 2_000 },
    );
  });

  it("throws for a currency that we do not support", () => {
    expect(() => parseMoney("5", { currency: "ZZZ", locale: "en" })).toThrow(RangeError);
  });
});
