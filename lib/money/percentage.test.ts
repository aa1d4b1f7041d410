import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_AMOUNT_CENTS } from "./cents";
import { FULL_BASIS_POINTS, percentageHalfUp } from "./percentage";

const amount = fc.integer({ min: 0, max: MAX_AMOUNT_CENTS });
const rate = fc.integer({ min: 0, max: FULL_BASIS_POINTS });

describe("percentage", () => {
  it.each([
    ["3 % of $100.00", 10_000, 300, 300],
    ["half a cent goes up", 50, 100, 1],
    ["just below half a cent goes down", 49, 100, 0],
    ["8.88 % of $19.99 is 177.5112 cents", 1_999, 888, 178],
    ["1.005 as a float would round down", 20_100, 50, 101],
    ["nothing of something", 10_000, 0, 0],
    ["something of nothing", 0, 300, 0],
    ["all of the greatest amount", MAX_AMOUNT_CENTS, FULL_BASIS_POINTS, MAX_AMOUNT_CENTS],
  ])("%s", (_name, amountCents, basisPoints, expected) => {
    expect(percentageHalfUp(amountCents, basisPoints)).toBe(expected);
  });

  it("is the exact product rounded half up, over all amounts and rates", () => {
    fc.assert(
      fc.property(amount, rate, (amountCents, basisPoints) => {
        const exact =
          (BigInt(amountCents) * BigInt(basisPoints) * 2n + BigInt(FULL_BASIS_POINTS)) / BigInt(2 * FULL_BASIS_POINTS);
        expect(BigInt(percentageHalfUp(amountCents, basisPoints))).toBe(exact);
      }),
    );
  });

  it.each([
    ["a rate with a fraction", 100, 2.5],
    ["a negative rate", 100, -1],
    ["more than the whole", 100, FULL_BASIS_POINTS + 1],
    ["a negative amount", -100, 100],
  ])("refuses %s", (_name, amountCents, basisPoints) => {
    expect(() => percentageHalfUp(amountCents, basisPoints)).toThrow(RangeError);
  });
});
