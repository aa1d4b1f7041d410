import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowanceOf, isRequestOver, isSecondPerson, needsSecondPerson } from "./rules";

describe("what one person may give back alone", () => {
  it.each([
    [null, 9_999_999, 1, false],
    [5_000, 0, 5_000, false],
    [5_000, 0, 5_001, true],
    [5_000, 3_000, 2_000, false],
    [5_000, 3_000, 2_001, true],
    [5_000, 6_000, 1, true],
    [0, 0, 1, true],
  ])("limit %s, given %i, asked %i: a second person %s", (limit, given, askedCents, isNeeded) => {
    expect(needsSecondPerson(allowanceOf(limit, given), askedCents)).toBe(isNeeded);
  });

  it("is never passed, in whatever parts it is asked", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(fc.integer({ min: 1, max: 20_000 })), (limitCents, parts) => {
        let alone = 0;
        for (const cents of parts) if (!needsSecondPerson(allowanceOf(limitCents, alone), cents)) alone += cents;
        expect(alone).toBeLessThanOrEqual(limitCents);
      }),
    );
  });
});

it.each([
  ["user:usr_b", "user:usr_a", true],
  ["user:usr_a", "user:usr_a", false],
  ["api_key:k", "user:usr_a", false],
  ["system:job", "user:usr_a", false],
  ["user:usr_a", "api_key:installation", true],
])("%s decides what %s asked: %s", (person, askedPerson, may) => {
  expect(isSecondPerson(person, askedPerson)).toBe(may);
});

it.each([
  ["approved", 0, 10_000, false],
  ["settled", 0, 10_000, false],
  ["partially_refunded", 4_000, 6_000, false],
  ["partially_refunded", 4_001, 6_000, true],
  ["refunded", 10_000, 1, true],
  ["voided", 0, 1, true],
  ["returned", 0, 1, true],
  ["dispute_lost", 0, 1, true],
  ["disputed", 0, 10_000, false],
  ["disputed", 4_001, 6_000, true],
] as const)(
  "of a payment %s with %i back, a request for %i is over: %s",
  (status, refundedCents, askedCents, isOver) => {
    expect(isRequestOver({ status, amountCents: 10_000, refundedCents }, askedCents)).toBe(isOver);
  },
);
