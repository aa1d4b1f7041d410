import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_AMOUNT_CENTS, sumCents } from "./cents";
import { splitByWeights, splitEvenly } from "./split";

const amount = fc.integer({ min: 0, max: MAX_AMOUNT_CENTS });

describe("split evenly", () => {
  it.each([
    ["a hundred over three, larger first", 10_000, 3, [3_334, 3_333, 3_333]],
    ["two cents left over", 11, 3, [4, 4, 3]],
    ["fewer cents than parts", 2, 4, [1, 1, 0, 0]],
    ["nothing", 0, 2, [0, 0]],
    ["one part", 777, 1, [777]],
  ])("%s", (_name, totalCents, parts, expected) => {
    expect(splitEvenly(totalCents, parts)).toEqual(expected);
  });

  it("keeps the sum, differs by at most one cent, larger first, nothing negative", () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 400 }), (totalCents, parts) => {
        const shares = splitEvenly(totalCents, parts);
        expect(shares).toHaveLength(parts);
        expect(sumCents(shares)).toBe(totalCents);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
      }),
    );
  });

  it.each([
    ["no parts", 100, 0],
    ["half a part", 100, 1.5],
    ["a negative total", -100, 2],
    ["a fraction of a cent", 0.5, 2],
  ])("refuses %s", (_name, totalCents, parts) => {
    expect(() => splitEvenly(totalCents, parts)).toThrow(RangeError);
  });
});

describe("split by weights", () => {
  it.each([
    ["cents left over go to the largest line, then to the first of the rest", 100, [1, 1, 4], [17, 16, 67]],
    ["two cents left over go to the two largest", 101, [300, 100, 299], [44, 14, 43]],
    ["equal lines: the first gets it", 100, [1, 1, 1], [34, 33, 33]],
    ["a line of nothing gets nothing", 5, [0, 3, 0], [0, 5, 0]],
    [
      "shares that a float would misplace by a cent",
      99_999_999_446,
      [99_999_999_441, 99_999_999_909],
      [49_999_999_606, 49_999_999_840],
    ],
    [
      "products beyond exact numbers",
      MAX_AMOUNT_CENTS,
      [MAX_AMOUNT_CENTS, MAX_AMOUNT_CENTS],
      [50_000_000_000, 49_999_999_999],
    ],
  ])("%s", (_name, totalCents, weights, expected) => {
    expect(splitByWeights(totalCents, weights)).toEqual(expected);
  });

  it("keeps the sum, stays within a cent of proportion, keeps the order of sizes, gives nothing to nothing", () => {
    const weights = fc
      .array(amount, { minLength: 1, maxLength: 40 })
      .filter((list) => list.some((weight) => weight > 0));
    fc.assert(
      fc.property(amount, weights, (totalCents, list) => {
        const shares = splitByWeights(totalCents, list);
        const whole = list.reduce((sum, weight) => sum + BigInt(weight), 0n);
        expect(sumCents(shares)).toBe(totalCents);
        for (const [index, weight] of list.entries()) {
          const share = BigInt(shares[index] ?? -1);
          const floor = (BigInt(totalCents) * BigInt(weight)) / whole;
          expect([floor, floor + 1n]).toContain(share);
          if (weight === 0) expect(share).toBe(0n);
          for (const [other, otherWeight] of list.entries()) {
            if (weight > otherWeight) expect(share).toBeGreaterThanOrEqual(BigInt(shares[other] ?? 0));
          }
        }
      }),
    );
  });

  it.each([
    ["no lines", 100, []],
    ["only lines of nothing", 100, [0, 0]],
    ["a negative line", 100, [-1, 2]],
  ])("refuses %s", (_name, totalCents, weights) => {
    expect(() => splitByWeights(totalCents, weights)).toThrow(RangeError);
  });
});
