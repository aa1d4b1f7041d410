import type { Locale } from "@/lib/i18n/model";
import type { AccountKind } from "@/lib/payments/model";

/** Pure words and view types of saved payment methods: what a gateway keeps for a payer. Never a number. */

export type MethodStatus = "processing" | "active" | "failed" | "removing" | "removed";

/** How the authorization of a bank debit was given (Nacha); empty for a card. */
export type EntryClass = "" | "WEB" | "TEL" | "PPD" | "CCD";

/** Where a payer agreed. */
export type ConsentOrigin = "staff" | "method_page" | "pay_page";

/**
 * Which words a payer agreed to. Changed whenever a text under `method.consent` in `messages/` changes; a test holds the texts of each
 * version against it.
 */
export const CONSENT_VERSION = "2026-11-21";

/** The proof that a payer agreed: words as shown, when, who, from where. */
export type ConsentView = {
  text: string;
  version: string;
  language: Locale;
  at: Date;
  /** "The payer", or the name of a member of staff. */
  actorName: string | null;
  ip: string;
  origin: ConsentOrigin;
  entryClass: EntryClass;
  last4: string;
};

/** One saved method, as staff see it. `expiresMonth` is "2029-04", empty for a bank account. */
export type MethodView = {
  id: string;
  status: MethodStatus;
  kind: "" | "card" | "echeck";
  brand: string;
  last4: string;
  funding: string;
  holder: string;
  expiresMonth: string;
  isExpired: boolean;
  isDefault: boolean;
  accountId: string;
  accountName: string;
  accountKind: AccountKind;
  currency: string;
  billingAddress: Record<string, string>;
  savedAt: Date | null;
  consent: ConsentView | null;
};

export const REQUEST_STATUSES = ["open", "done", "cancelled", "expired"] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** One request to a payer to add a method. */
export type MethodRequestView = {
  id: string;
  status: RequestStatus;
  sentTo: string[];
  accountName: string;
  createdAt: Date;
  expiresAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
};

/** What a request's token shows to whoever has it. */
export type PublicMethodRequest = {
  firmId: string;
  id: string;
  state: "open" | "saving" | "action" | "done" | "cancelled" | "expired";
  payerName: string;
  message: string;
  gateway: string;
  accountId: string;
  currency: string;
  accountKind: AccountKind;
  acceptsCard: boolean;
  acceptsEcheck: boolean;
  expiresAt: Date;
  closedAt: Date | null;
  /** Of a method that the bank wants confirmed. */
  challengeUrl: string;
  /** What was saved, once it is. */
  saved: { brand: string; last4: string } | null;
  copySentTo: string;
};

/** What became of one try to keep a method. */
export type SaveMethodResult =
  | { kind: "saved"; methodId: string; brand: string; last4: string }
  | { kind: "requires_action"; methodId: string; challengeUrl: string }
  | { kind: "declined"; methodId: string; declineCode: string }
  /** The gateway has not answered, or another try of the same request is at work. */
  | { kind: "unknown"; methodId: string };
