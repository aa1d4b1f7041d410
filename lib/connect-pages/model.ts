import type { OpenItem } from "@/lib/matter-systems/model";

/** Pure words of payment pages on which a client pays open invoices of the matter system. Amounts are integer minor units. */

/** What a visitor types to see invoices: one of two numbers, this one, that one, or both, which must belong together. */
export const PROOFS = ["either", "invoice", "client", "both"] as const;
export type Proof = (typeof PROOFS)[number];

/** What is set of such a page, beside what every page has. */
export type ConnectRule = {
  kind: "connect";
  proof: Proof;
  /** After an invoice number: the client's other open invoices too. */
  offersAll: boolean;
  /** An invoice may be paid in part. */
  allowsPart: boolean;
};

/** As they were typed; "" for what was not. */
export type TypedNumbers = { clientRef: string; invoiceNumber: string };

/** An open invoice, or one payor's share of it, with what can be put on it now. */
export type Payable = { item: OpenItem; openCents: number };

/** One of them as a visitor may see it: numbers, a day, amounts. Neither a name nor a number that was not proven. */
export type OfferedInvoice = {
  /** By which it is picked. */
  id: string;
  invoiceNumber: string;
  /** "" unless the client number was typed: a matter's number may tell its client's. */
  matterNumber: string;
  /** Of a shared invoice; null of a whole one. */
  payorPercent: number | null;
  datedOn: string | null;
  openCents: number;
  /** Ticked from the start. */
  isMeant: boolean;
};

/** `nothing`: no such number, another client's, or nothing open: one answer for all of them. `away`: nobody could be asked. */
export type LookUp =
  | { kind: "found"; connectionId: string; payables: readonly Payable[]; hasMore: boolean }
  | { kind: "nothing" }
  | { kind: "away" };

/** The same for a visitor's page. */
export type FoundInvoices =
  | { kind: "found"; invoices: readonly OfferedInvoice[]; hasMore: boolean }
  | { kind: "nothing" }
  | { kind: "away" };

/** An invoice that was ticked, and what was typed for it: null for what is no amount, undefined where nothing can be typed. */
export type PickedInvoice = { id: string; amountCents: number | null | undefined };

/** A line of a submission: what is paid on which invoice. `balanceCents`: what was open when it was picked. */
export type PickedLine = { item: OpenItem; amountCents: number; balanceCents: number };

export type PickProblem =
  | "nothing_picked"
  | "invoice_gone"
  | "amount_missing"
  | "amount_unreadable"
  | "amount_above_open"
  | "invoices_too_much";
