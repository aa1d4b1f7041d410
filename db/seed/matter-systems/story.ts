/** What the demo matter systems tell, before it takes the shape of one of them. Dates are ISO calendar dates, amounts integer cents. */

export type StoryClient = { place: number; number: string; name: string };

export type StoryMatter = {
  place: number;
  number: string;
  name: string;
  client: StoryClient;
  isClosed: boolean;
  /** Initials of the lawyers: who bills, who is responsible. */
  billedBy: string;
  ledBy: string;
};

/** What lowered a bill: money, or what the firm gave up. */
export type StoryCredit = { on: string; cents: number; kind: "receipt" | "write_off"; reference: string };

/** What one payor bears of a bill. `percent` is null where nobody shares it. */
export type StoryShare = {
  payor: StoryClient;
  percent: number | null;
  cents: number;
  credits: readonly StoryCredit[];
};

export type StoryBill = {
  place: number;
  /** Two bills may have the same. */
  number: number;
  datedOn: string;
  /** `reversed` and `purged` owe nothing any more, whatever their shares say. */
  fate: "billed" | "reversed" | "purged";
  /** The leading one first. */
  parts: readonly [StoryPart, ...StoryPart[]];
  /** Several only where there is one part. Add up to the parts. */
  shares: readonly [StoryShare, ...StoryShare[]];
};

export type StoryPart = { matter: StoryMatter; cents: number };

export type StoryTrustLedger = {
  place: number;
  matter: StoryMatter;
  bank: TrustBank;
  /** Receipts positive, disbursements negative. */
  moves: readonly { on: string; cents: number; reference: string; note: string }[];
};

export type TrustBank = "IOLTA" | "ESCROW";

/** Each may be gone through again and tells the same each time, so that a large story need not fit into memory. */
export type MatterStory = {
  clients(): Iterable<StoryClient>;
  matters(): Iterable<StoryMatter>;
  bills(): Iterable<StoryBill>;
  trustLedgers(): Iterable<StoryTrustLedger>;
};

export function creditedCents(share: StoryShare): number {
  return share.credits.reduce((sum, credit) => sum + credit.cents, 0);
}

/** What a share still owes; below zero where too much was paid. */
export function balanceCents(bill: StoryBill, share: StoryShare): number {
  return bill.fate === "billed" ? share.cents - creditedCents(share) : 0;
}

/** For numeric columns. */
export function decimal(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** `202611` of "2026-11-21". */
export function period(on: string): string {
  return on.slice(0, 4) + on.slice(5, 7);
}
