import type { PaymentStatus } from "@/lib/payments/model";
import { decideRefund } from "@/lib/payments/rules";
import type { RefundAllowance } from "./model";

/**
 * What one person may still give back of one payment alone. The limit holds for all that the same person gave back of the same payment
 * without a second one, in however many parts, on however many days, by hand or by API keys of theirs: a limit on each refund would be
 * passed by pressing twice, and one on a day by waiting for the next. What a second person approved does not count, for two have seen it.
 * A payment in another currency than the firm's is held to the same figure in its own; no rates are looked up.
 */
export function allowanceOf(limitCents: number | null, givenAloneCents: number): RefundAllowance {
  return { limitCents, aloneCents: limitCents === null ? null : Math.max(0, limitCents - givenAloneCents) };
}

/** Whether a refund of so much, or a void, must be asked of a second person. */
export function needsSecondPerson({ aloneCents }: Pick<RefundAllowance, "aloneCents">, askedCents: number): boolean {
  return aloneCents !== null && askedCents > aloneCents;
}

/** The second person is another one, and a person: a key would approve for whoever holds it. */
export function isSecondPerson(person: string, askedPerson: string): boolean {
  return person.startsWith("user:") && person !== askedPerson;
}

/**
 * Whether a payment can no longer give back what a request asks for, whatever becomes of refunds that are under way. A dispute may still
 * be won, so a request waits while it is open.
 */
export function isRequestOver(
  payment: { status: PaymentStatus; amountCents: number; refundedCents: number },
  askedCents: number,
): boolean {
  if (payment.status === "disputed") return payment.amountCents - payment.refundedCents < askedCents;
  return !decideRefund({ ...payment, underWayCents: 0, askedCents }).ok;
}
