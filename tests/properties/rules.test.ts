import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AllocationLine } from "@/lib/allocations/model";
import { previewAllocation } from "@/lib/allocations/rules";
import { percentageHalfUp } from "@/lib/money/percentage";
import { splitByWeights, splitEvenly } from "@/lib/money/split";
import { PAYMENT_STATUSES } from "@/lib/payments/model";
import {
  decideRefund,
  decideVoid,
  mayMove,
  PAYMENT_MOVES,
  pathBetween,
  refundableCents,
  statusAfterRefund,
} from "@/lib/payments/rules";
import { runsOf } from "../support/runs";

// The rules by which money is shared out, each in many more cases in its long form: npm run bench -- properties.
const numRuns = runsOf("PROPERTY_RUNS", 1_000);
const cents = fc.integer({ min: 0, max: 99_999_999_999 });
const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);
const status = fc.constantFrom(...PAYMENT_STATUSES);

describe(`in ${numRuns} cases each`, () => {
  it("an allocation adds up to the cent, and no invoice gets more than it owes", () => {
    const line = fc.record({
      outstandingCents: fc.integer({ min: 0, max: 500_000 }),
      kind: fc.constant("invoice" as const),
    });
    const order = fc.constantFrom("given" as const, "oldest" as const);
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.integer({ min: 0, max: 3_000_000 }),
        order,
        (drawn, amountCents, way) => {
          const lines: AllocationLine[] = drawn.map((one, index) => ({ ...one, id: `line-${index}` }));
          const answer = previewAllocation({ amountCents, lines, order: way });
          if (!answer.ok) throw new Error(answer.refusal.message);
          const given = answer.lines.map((one) => one.amountCents);
          expect(sum(given) + answer.unappliedCents).toBe(amountCents);
          for (const [index, one] of drawn.entries())
            expect((given[index] ?? 0) >= 0 && (given[index] ?? 0) <= one.outstandingCents).toBe(true);
          expect(answer.unappliedCents > 0 && sum(given) < sum(drawn.map((one) => one.outstandingCents))).toBe(false);
        },
      ),
      { numRuns },
    );
  });

  it("a split adds up to the cent, evenly within one cent, by weight within one cent of the exact share", () => {
    const weights = fc.array(cents, { minLength: 1, maxLength: 20 }).filter((all) => all.some((weight) => weight > 0));
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 400 }), weights, (total, parts, shares) => {
        const even = splitEvenly(total, parts);
        expect([even.length, sum(even), Math.max(...even) - Math.min(...even) <= 1]).toEqual([parts, total, true]);
        const weighted = splitByWeights(total, shares);
        expect(sum(weighted)).toBe(total);
        const whole = shares.reduce((all, share) => all + BigInt(share), 0n);
        for (const [index, part] of weighted.entries()) {
          const gap = BigInt(part) * whole - BigInt(total) * BigInt(shares[index] ?? 0);
          expect(gap > -whole && gap <= whole).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  it("a percentage is the exact one, rounded half up, and grows with amount and rate", () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 10_000 }), (amount, rate) => {
        const exact = (BigInt(amount) * BigInt(rate) * 2n + 10_000n) / 20_000n;
        expect(BigInt(percentageHalfUp(amount, rate))).toBe(exact);
        expect(percentageHalfUp(amount, Math.min(rate + 1, 10_000))).toBeGreaterThanOrEqual(Number(exact));
      }),
      { numRuns },
    );
  });

  it("refunds of any sizes, some refused or under way, never exceed the payment, and its state says how much is left", () => {
    const step = fc.record({
      askedCents: fc.integer({ min: -5, max: 12_000 }),
      fate: fc.constantFrom("done", "refused", "open"),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.array(step, { maxLength: 12 }), (amountCents, steps) => {
        let standing = {
          status: "approved" as (typeof PAYMENT_STATUSES)[number],
          amountCents,
          refundedCents: 0,
          underWayCents: 0,
        };
        for (const { askedCents, fate } of steps) {
          const rest = refundableCents(standing);
          const isAllowed = decideRefund({ ...standing, askedCents }).ok;
          expect(isAllowed).toBe(askedCents >= 1 && askedCents <= rest);
          if (!isAllowed || fate === "refused") continue;
          if (fate === "open") standing = { ...standing, underWayCents: standing.underWayCents + askedCents };
          else {
            const refundedCents = standing.refundedCents + askedCents;
            standing = {
              ...standing,
              refundedCents,
              status: statusAfterRefund(standing.status, amountCents, refundedCents),
            };
          }
          expect(standing.refundedCents + standing.underWayCents).toBeLessThanOrEqual(amountCents);
          expect(standing.status === "refunded").toBe(standing.refundedCents === amountCents);
          expect(decideVoid(standing).ok).toBe(false);
        }
      }),
      { numRuns },
    );
  });

  it("every way from one state to another is made of legal moves, as short as any", () => {
    fc.assert(
      fc.property(status, status, fc.array(fc.nat(), { maxLength: 8 }), (from, to, turns) => {
        const way = pathBetween(from, to);
        if (way !== null) {
          const steps = [from, ...way];
          expect(steps.at(-1)).toBe(to);
          for (const [index, next] of way.entries()) expect(mayMove(steps[index] ?? from, next)).toBe(true);
          if (mayMove(from, to)) expect(way).toEqual([to]);
        }
        // Wherever one walks, what was definite stays so.
        let here = from;
        for (const turn of turns) {
          const moves = PAYMENT_MOVES[here];
          const next = moves[turn % Math.max(1, moves.length)];
          if (next === undefined) expect(["declined", "error", "voided", "returned"]).toContain(here);
          else here = next;
          expect(here === "created" && from !== "created").toBe(false);
        }
      }),
      { numRuns },
    );
  });
});
