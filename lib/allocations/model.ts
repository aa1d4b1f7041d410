/** One line that a payment may be spread over. An invoice always has a balance; a trust ledger only when the firm set a bound. */
export type AllocationLine = {
  id: string;
  /** ISO calendar date ("2026-02-01"); lines without one are the newest. */
  date?: string;
  /** What a person wrote on this line; 0 is written too. Absent: to be filled automatically (invoices only). */
  manualCents?: number;
} & ({ kind: "invoice"; outstandingCents: number } | { kind: "trust"; outstandingCents?: number });

/**
 * One line of an obligation as its client may see it: what is paid and how much. Never the message to accounts receivable, nor whose else an
 * item is. `matterName` is empty where the obligation is for several clients.
 */
export type ClientLine = {
  kind: "invoice" | "trust";
  invoiceNumber: string;
  matterNumber: string;
  matterName: string;
  amountCents: number;
};

/** `given`: as the person put the lines. `oldest`: by date. */
export const ALLOCATION_ORDERS = ["given", "oldest"] as const;
export type AllocationOrder = (typeof ALLOCATION_ORDERS)[number];

export type AllocationInput = {
  amountCents: number;
  lines: readonly AllocationLine[];
  order: AllocationOrder;
};

export type AllocatedLine = { id: string; amountCents: number };

export const ALLOCATION_REFUSAL_CODES = [
  "duplicate_line",
  "manual_negative",
  "manual_above_outstanding",
  "manual_above_total",
] as const;
export type AllocationRefusalCode = (typeof ALLOCATION_REFUSAL_CODES)[number];

/** `path` names the input that is wrong, in dots ("lines.0.manualCents"); `title` and `message` are English, for API users. */
export type AllocationRefusal = { code: AllocationRefusalCode; path: string; title: string; message: string };

/** `lines` has every line asked about, in the order given; `unappliedCents` is what found no place. */
export type AllocationPreview =
  | { ok: true; lines: AllocatedLine[]; unappliedCents: number }
  | { ok: false; refusal: AllocationRefusal };
