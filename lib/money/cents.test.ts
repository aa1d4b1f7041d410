import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addCents, assertAmountCents, isAmountCents, MAX_AMOUNT_CENTS, sumCents } from "./cents";

describe("amounts", () => {
  it.each([
    ["nothing", 0, true],
    ["one cent", 1, true],
    ["the greatest amount", MAX_AMOUNT_CENTS, true],
    ["one cent above the greatest", MAX_AMOUNT_CENTS + 1, false],
    ["a negative amount", -1, false],
    ["half a cent", 0.5, false],
    ["not a number", Number.NaN, false],
    ["infinity", Number.POSITIVE_INFINITY, false],
    ["a text", "100", false],
    ["a bigint", 100n, false],
  ])("%s: %s is an amount: %s", (_name, value, expected) => {
    expect(isAmountCents(value)).toBe(expected);
  });

  it("refuses what is not an amount", () => {
    expect(() => assertAmountCents(0.1 + 0.2)).toThrow(RangeError);
  });

  it("keeps the arithmetic of the greatest amount exact", () => {
    expect(Number.isSafeInteger(MAX_AMOUNT_CENTS * 10_000 + 5_000)).toBe(true);
    expect(Number.isSafeInteger(MAX_AMOUNT_CENTS * 90_000)).toBe(true);
  });
});

describe("sums", () => {
  it("adds exactly what integers of any size add", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -MAX_AMOUNT_CENTS, max: MAX_AMOUNT_CENTS }), { maxLength: 200 }),
        (amounts) => {
          const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
          expect(BigInt(sumCents(amounts))).toBe(exact);
        },
      ),
    );
  });

  it("is 0 for nothing", () => {
    expect(sumCents([])).toBe(0);
  });

  it.each([
    ["a fraction", 0.5, 1],
    ["a sum that is no longer exact", Number.MAX_SAFE_INTEGER, 1],
    ["an operand that is no longer exact", Number.MAX_SAFE_INTEGER + 1, 0],
  ])("refuses %s", (_name, left, right) => {
    expect(() => addCents(left, right)).toThrow(RangeError);
  });
});
