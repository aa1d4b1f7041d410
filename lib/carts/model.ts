import type { ChargeResult, PaymentSource, PaymentStatus } from "@/lib/payments/model";
import type { DebitLeave } from "@/lib/payments/schemas";

/** Operating and trust money asked for together. Amounts are integer minor units. */

export const CART_KINDS = ["operating", "trust"] as const;
export type CartKind = (typeof CART_KINDS)[number];

export type CartPart = {
  kind: CartKind;
  /** Counted from 0 within the kind: trust money of several matters is one part each (T9), operating money always one. */
  place: number;
  accountId: string;
  amountCents: number;
  currency: string;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
};

export type Cart = {
  id: string;
  source: PaymentSource;
  currency: string;
  payerId: string | null;
  payerName: string;
  receiptEmails: string[];
  locale: string;
  parts: CartPart[];
};

/** What became of one part of a cart. Each part is said apart, so that nothing is half-said. */
export type CartPartResult = CartPart & {
  /**
   * `taken`: the money is there or on its way. `declined`, `failed`: a definite no, nothing was taken for it. `checking`: nobody knows
   * yet. `action`: the bank asks the payer. `waiting`: not tried, because the part before it did not go through.
   */
  state: "taken" | "declined" | "failed" | "checking" | "action" | "waiting";
  paymentId: string | null;
  /** Of a part that was taken by this call. */
  receiptToken: string | null;
  /** The gateway's code when it was declined. */
  declineCode: string;
  /** Where the payer answers their bank. */
  challengeUrl: string;
};

export type CartResult = {
  cartId: string;
  /** `all`: every part was taken. `some`, `none`: the rest has a definite no or was not tried. `open`: something is not known yet. */
  outcome: "all" | "some" | "none" | "open";
  /** In the order in which they are charged. */
  parts: CartPartResult[];
};

/** How the payer pays: typed for this once, or saved before. A method belongs to one gateway account. Keys are ids of merchant accounts. */
export type CartMethod =
  | {
      kind: "typed";
      /** The gateway's one-time token for each account; the same one for several where they are one account at the gateway. */
      tokens: Readonly<Record<string, string>>;
      methodKind: "card" | "echeck";
      /** For a bank account: that the payer gave their leave, and which words the page showed for it. */
      leave?: DebitLeave | null;
    }
  | { kind: "saved"; methods: Readonly<Record<string, SavedForPart>> };

export type SavedForPart = {
  storedToken: string;
  customerRef: string;
  savedMethodId: string;
  use: "stored_present" | "unscheduled";
};

/** A payment that was asked for together with another one. */
export type PaidTogether = {
  paymentId: string;
  number: string;
  kind: CartKind;
  amountCents: number;
  currency: string;
  status: PaymentStatus;
};

/** What the newest attempt of a part says before it is charged again. */
export type PartStanding = { paymentId: string; status: PaymentStatus } | null;

export type PartCharge = ChargeResult | { kind: "waiting" };
