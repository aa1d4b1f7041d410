import type { PaymentSource, PaymentStatus } from "@/lib/payments/model";
import type { SeedDeclineCode } from "./declines";
import type { SeedAccount } from "./firms";
import type { SeedMethod, SeedPayer } from "./payers";

/** What became of a payment. `taken` is left to time: in flight, approved or settled, by its age. */
export type Fate =
  | "taken"
  | "declined"
  | "unknown"
  | "voided"
  | "refunded"
  | "partially_refunded"
  | "returned"
  | "disputed"
  | "dispute_lost"
  | "dispute_won";

/** An attempt to take money, before it is told what became of it. */
export type Draft = {
  createdAt: Date;
  payer: SeedPayer;
  account: SeedAccount;
  source: PaymentSource;
  method: SeedMethod;
  amountCents: number;
  /** What the link asked for, if that was more. */
  askedCents?: number;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  /** Of schedules and auto-pays, which know theirs; others get one of their own. */
  obligation?: string;
  fate: Fate;
  declineCode?: SeedDeclineCode;
};

/** An attempt with its place: which link, which claim, who made it. */
export type Placed = Draft & {
  id: string;
  obligation: string;
  attempt: number;
  linkId: string | null;
  /** "payer:lnk_1", "user:usr_1", "system:schedules". */
  createdBy: string;
};

export type Move = {
  from: PaymentStatus | null;
  to: PaymentStatus;
  at: Date;
  actor: string;
  detail: Record<string, string>;
};

export type SeedRefund = {
  id: string;
  gatewayRef: string;
  amountCents: number;
  reason: string;
  actor: string;
  at: Date;
};

/** The gateway's side of the same attempt. */
export type LedgerEntry = {
  chargeId: string;
  state: "approved" | "pending" | "settled" | "declined" | "voided" | "returned" | "disputed";
  nextState: "" | "settled";
  nextAt: Date | null;
  testMethod: string;
  declineCode: string;
  returnCode: string;
};

/** An attempt with all that happened to it, in both books. */
export type Attempt = Placed & {
  status: PaymentStatus;
  moves: readonly Move[];
  refunds: readonly SeedRefund[];
  refundedCents: number;
  /** When money was first taken (approved, or an eCheck accepted): receipt and closing of the link. */
  takenAt: Date | null;
  approvedAt: Date | null;
  settledAt: Date | null;
  authCode: string;
  checkAt: Date | null;
  checks: number;
  ledger: LedgerEntry;
};
