import type { GatewayChargeStatus } from "@/lib/gateways/port";
import type { PaymentStatus } from "@/lib/payments/model";

/** How our books and the gateway's may differ about one charge. */
export const BREAK_KINDS = [
  /** The gateway took money that our books do not know of. */
  "missing_here",
  /** Our books say taken; the gateway does not know of it. */
  "missing_there",
  "amount",
  "currency",
  "status",
  "refunded",
  /** The gateway took it a second time. */
  "charged_twice",
  /** Our books say it was not taken; the gateway took it. */
  "money_of_nobody",
] as const;
export type BreakKind = (typeof BREAK_KINDS)[number];

export function isBreakKind(value: string): value is BreakKind {
  return (BREAK_KINDS as readonly string[]).includes(value);
}

/** A payment as the comparison sees it. Amounts are integer minor units of `currency`. */
export type OurCharge = {
  reference: string;
  /** Empty until the gateway has answered. */
  gatewayRef: string;
  status: PaymentStatus;
  amountCents: number;
  currency: string;
  refundedCents: number;
  /** Refunds that are sent but not answered: they may or may not stand in the gateway's figure. */
  refundsUnderWayCents: number;
  isBeingVoided: boolean;
  chargedAt: Date;
};

/** A line of the gateway's list as the comparison sees it. */
export type TheirCharge = {
  reference: string;
  gatewayRef: string;
  status: GatewayChargeStatus;
  amountCents: number;
  currency: string;
  refundedCents: number;
  chargedAt: Date;
};

export type Difference = {
  kind: BreakKind;
  reference: string;
  gatewayRef: string;
  ours: OurCharge | null;
  theirs: TheirCharge | null;
  /** The gateway's figure less ours: of the amount, or of what was refunded. */
  differenceCents: number;
  currency: string;
};

/** One comparison of an account, as staff see it. */
export type ComparisonView = {
  accountId: string;
  accountName: string;
  accountKind: "operating" | "trust";
  /** The last one that came to its end; null before the first. */
  last: {
    startedAt: Date;
    fromAt: Date;
    toAt: Date;
    examined: number;
    found: number;
    imported: number;
    finishedAt: Date;
  } | null;
  /** When one is at work now. */
  runningSince: Date | null;
  /** The newest one did not come to its end. */
  failure: string;
  failedAt: Date | null;
  openBreaks: number;
};

export type BreakView = {
  id: string;
  kind: BreakKind;
  accountId: string;
  accountName: string;
  accountKind: "operating" | "trust";
  /** Our payment, where our books hold one. */
  paymentId: string | null;
  paymentNumber: string;
  reference: string;
  gatewayRef: string;
  ourStatus: string;
  ourCents: number | null;
  theirStatus: string;
  theirCents: number | null;
  differenceCents: number;
  currency: string;
  chargedAt: Date;
  foundAt: Date;
  closedAt: Date | null;
  closedBy: string;
  note: string;
};

/** How one comparison of an account ended. */
export type ComparisonResult =
  | { kind: "done"; examined: number; found: number; imported: number }
  | { kind: "failed"; reason: string }
  /** Another one is at work on the account, or it is not due. */
  | { kind: "skipped" };
