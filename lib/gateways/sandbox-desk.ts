import type { MethodSummary } from "./port";

/** What the sandbox processor's own desk shows and does. Everything here is about the gateway's books, never the app's. */
export type SandboxStatus =
  | "approved"
  | "pending"
  | "settled"
  | "declined"
  | "requires_action"
  | "voided"
  | "refunded"
  | "partially_refunded"
  | "returned"
  | "disputed";

/** One line of /dev/sandbox/charges.json. `account` is the merchant account's name, `at` an ISO instant. */
export type SandboxLedgerLine = {
  id: string;
  reference: string;
  idempotencyKey: string;
  amountCents: number;
  currency: string;
  account: string;
  status: SandboxStatus;
  refundedCents: number;
  at: string;
};

export type SandboxCharge = SandboxLedgerLine & {
  method: MethodSummary | null;
  /** Why it was declined or returned; "" otherwise. */
  code: string;
  /** What becomes of it by itself, and when. */
  nextStatus: string;
  nextAt: Date | null;
  actions: readonly SandboxAction[];
};

export const SANDBOX_ACTIONS = ["settle", "return", "dispute", "win", "lose", "void"] as const;
export type SandboxAction = (typeof SANDBOX_ACTIONS)[number];

export type SandboxChallenge = {
  id: string;
  accountName: string;
  amountCents: number;
  currency: string;
  last4: string;
  isOpen: boolean;
};

/** The fault plan in force and who set it. */
export type SandboxFaults = { text: string; source: "console" | "environment" };

/** What a gateway adapter offers this module; only the sandbox does. */
export interface SandboxDesk {
  listLedger(): Promise<SandboxLedgerLine[]>;
  listLatest(limit: number): Promise<SandboxCharge[]>;
  readFaults(): Promise<SandboxFaults>;
  /** @returns a sentence that says what is wrong with the text, or null */
  checkFaults(text: string): string | null;
  /** @returns as `checkFaults`; null once it is set */
  saveFaults(text: string): Promise<string | null>;
  resetFaults(): Promise<void>;
  /** Lets happen what is due at a firm's accounts and sends the events of it. @returns how many charges moved */
  runClock(firmId: string): Promise<number>;
  actOnCharge(id: string, action: SandboxAction, returnCode: string): Promise<boolean>;
  findChallenge(id: string): Promise<SandboxChallenge | null>;
  answerChallenge(id: string, isApproved: boolean): Promise<boolean>;
}
