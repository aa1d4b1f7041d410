/**
 * Money is a whole number of minor units ("cents"; yen for JPY, fils for KWD). A plain number is enough as long as it stays an
 * exact integer, which these guards demand. They throw `RangeError`: a broken amount is a defect, never an answer.
 */

/**
 * The greatest single amount: 999,999,999.99 in a currency of two decimals. One amount times 10,000 basis points stays below
 * 2^53 (about 9 * 10^15), and so does the sum of 90,000 of the greatest amounts, so no step of our arithmetic can lose a cent.
 */
export const MAX_AMOUNT_CENTS = 99_999_999_999;

/** True for a whole amount from 0 to `MAX_AMOUNT_CENTS`. */
export function isAmountCents(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_AMOUNT_CENTS;
}

/** Throws `RangeError` unless `amountCents` is a whole amount from 0 to `MAX_AMOUNT_CENTS`. */
export function assertAmountCents(amountCents: number): void {
  if (!isAmountCents(amountCents)) throw new RangeError(`Not an amount in cents: ${String(amountCents)}`);
}

/** Throws `RangeError` unless `cents` is an exact integer. Sums and differences may be negative or above one amount. */
export function assertSafeCents(cents: number): void {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not a whole number of cents: ${String(cents)}`);
}

/** `left + right`. Throws `RangeError` when either, or the result, is not an exact integer. */
export function addCents(left: number, right: number): number {
  assertSafeCents(left);
  assertSafeCents(right);
  const total = left + right;
  assertSafeCents(total);
  return total;
}

/** The sum, 0 for nothing. Throws `RangeError` as `addCents` does. */
export function sumCents(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total = addCents(total, amount);
  return total;
}
