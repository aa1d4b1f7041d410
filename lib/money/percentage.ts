import { assertAmountCents } from "./cents";

const FULL_THOUSANDTHS = 100_000n;

/**
 * A tax on an amount, its rate in thousandths of a percent (8875 is 8.875 %), rounded once, half up. Throws `RangeError` for a
 * fraction.
 */
export function taxHalfUp(amountCents: number, taxThousandths: number): number {
  return Number((BigInt(amountCents) * BigInt(taxThousandths) + FULL_THOUSANDTHS / 2n) / FULL_THOUSANDTHS);
}

/** 100 %. Rates are basis points, so that 8.875 % is not a rate we have and 8.88 % is 888. */
export const FULL_BASIS_POINTS = 10_000;

/**
 * A percentage of an amount, rounded half up to the minor unit. Apply a rate once, to the whole; a share of the result per line
 * comes from `splitByWeights`, so that rounding happens in one place.
 *
 * Throws `RangeError` unless the amount is valid and the rate is whole basis points from 0 to 10,000.
 */
export function percentageHalfUp(amountCents: number, basisPoints: number): number {
  assertAmountCents(amountCents);
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > FULL_BASIS_POINTS) {
    throw new RangeError(`Not a rate in basis points: ${String(basisPoints)}`);
  }
  const raised = amountCents * basisPoints + FULL_BASIS_POINTS / 2;
  return (raised - (raised % FULL_BASIS_POINTS)) / FULL_BASIS_POINTS;
}
