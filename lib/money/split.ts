import { assertAmountCents } from "./cents";

/**
 * Splits a total into `parts` that differ by at most one cent, larger first, and add up to the total.
 * Throws `RangeError` for an invalid total or fewer than one part.
 */
export function splitEvenly(totalCents: number, parts: number): number[] {
  assertAmountCents(totalCents);
  if (!Number.isInteger(parts) || parts < 1) throw new RangeError(`Not a number of parts: ${String(parts)}`);
  const remainder = totalCents % parts;
  const floor = (totalCents - remainder) / parts;
  return Array.from({ length: parts }, (_, index) => (index < remainder ? floor + 1 : floor));
}

/**
 * Splits a total in proportion to whole, non-negative weights (usually the lines' own amounts). Each share is rounded down and
 * the cents left over go one each to the largest weights first, ties as given; the shares add up to the total.
 *
 * Throws `RangeError` for an invalid total or weight, or when all weights are 0.
 */
export function splitByWeights(totalCents: number, weights: readonly number[]): number[] {
  assertAmountCents(totalCents);
  for (const weight of weights) assertAmountCents(weight);
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (whole === 0n) throw new RangeError("Nothing to split by: the weights add up to 0");

  // BigInt because the product of two amounts leaves the range of exact numbers.
  const shares = weights.map((weight) => Number((BigInt(totalCents) * BigInt(weight)) / whole));
  const left = shares.reduce((rest, share) => rest - share, totalCents);
  const largestFirst = weights.map((weight, index) => ({ weight, index })).sort((a, b) => b.weight - a.weight);
  for (const { index } of largestFirst.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
