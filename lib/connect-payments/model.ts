import type { PayerOfItems } from "@/lib/associations/model";
import type { CartPart, CartPartResult } from "@/lib/carts/model";
import type { ItemKind, MatterSystemId, OpenItem, SearchField } from "@/lib/matter-systems/model";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import type { EntryAccount, LikelyDuplicate } from "@/lib/payment-forms/model";
import type { AccountKind, PaymentStatus } from "@/lib/payments/model";

/** Pure words of Make a Payment. Amounts are integer minor units; dates are ISO calendar dates. */

/** As many items as the matter system reads at once. */
export const MOST_SELECTED = 500;
export const SEARCH_PAGE = 50;

/** What is looked for first, as a user wants it remembered. */
export type SearchChoice = { by: SearchField; kind: ItemKind };

/** The matter system in use, as a screen names it. */
export type SystemInUse = { connectionId: string; system: MatterSystemId; systemName: string };

/** An item as it is offered. */
export type FoundItem = OpenItem & {
  /** What was paid here already and is not seen in the matter system yet. */
  unconfirmedCents: number;
  /** What may be put on an invoice: its balance less that. Of a trust ledger what is held, which bounds nothing. */
  openCents: number;
  /** What outstanding links ask for on it. Whoever pays first is paid for; a link that has no room left takes nothing. */
  askedCents: number;
};

export type FoundItems = { items: FoundItem[]; nextCursor: string | null };

/** A selected item with what is to be put on it. */
export type DraftLine = {
  item: OpenItem;
  /** Null: nothing was written. */
  amountCents: number | null;
  /** Written by a person; else spread by Auto-apply. */
  isByHand: boolean;
  /** What was open when the amount was last looked at; null before. */
  seenCents: number | null;
};

/** `open`: may be changed. `entry`: became payments. `links`: became links. `left`: its copy goes on. */
export type DraftStatus = "open" | "entry" | "links" | "left";

export type ConnectDraft = {
  id: string;
  status: DraftStatus;
  connectionId: string;
  lines: readonly DraftLine[];
  amountToPayCents: number | null;
  arMessage: string;
  /** Into which operating account; "" for the first that fits. */
  accountId: string;
  cartId: string | null;
  revision: number;
};

/** Why a selected item can take no money now. */
export type LineTrouble = "gone" | "paid" | "closed" | "reversed" | "used_up";

/** A line as the matter system has it at this moment. */
export type LiveLine = DraftLine &
  Pick<FoundItem, "unconfirmedCents" | "openCents" | "askedCents"> & {
    trouble: LineTrouble | null;
    /** The matter system has it under another client, matter, payor, bank account, number or currency than was selected. */
    isMoved: boolean;
  };

/** A balance that is another one than was seen, or less than what is to be put on it; or an item that belongs elsewhere by now. */
export type BalanceChange = Pick<LiveLine, "isMoved"> & {
  id: string;
  kind: ItemKind;
  /** The invoice's number; of a trust ledger its matter. */
  label: string;
  seenCents: number;
  openCents: number;
  trouble: LineTrouble | null;
  currency: string;
};

/** One payment, or one link, that the draft becomes. */
export type PlannedPart = Omit<CartPart, "currency"> & {
  currency: string;
  accountName: string;
  lines: readonly DraftLine[];
};

export const PLAN_REFUSALS = [
  "nothing_allocated",
  "currencies_differ",
  "no_operating_account",
  "no_trust_account",
  "trust_bank_unmapped",
  "trust_needs_matter",
  "too_many_matters",
] as const;
export type PlanRefusal = (typeof PLAN_REFUSALS)[number];

/** Operating first, as on the screen; charged is trust first. */
export type PaymentPlan =
  | { ok: true; parts: PlannedPart[]; currency: string; totalCents: number }
  | { ok: false; refusal: PlanRefusal; detail: string };

/** Merchant accounts with their names in the matter system. */
export type PlanAccount = Pick<MerchantAccountView, "id" | "name" | "kind" | "currency" | "isDefault" | "bankLast4"> & {
  /** In the matter system; "" while it is not mapped. */
  bankAccount: string;
};

export type OfferedPayer = Pick<PayerOfItems, "payerId" | "name" | "emails"> & { isOfAll: boolean };

/** What the Pay step knows before anything is sent. */
export type PayStep = {
  draft: ConnectDraft;
  plan: PaymentPlan;
  /** Parts that may be charged still; of a draft that was not paid all of them. */
  openParts: readonly PlannedPart[];
  /** How each part stands; empty before the first press. */
  standing: readonly CartPartResult[];
  /** Of the open parts, each once. */
  accounts: readonly EntryAccount[];
  /** Accounts that are one at the gateway, so that one typed method serves them all. */
  groups: readonly (readonly string[])[];
  /** Who pays, once it was pressed. */
  payer: { id: string | null; name: string; receiptEmails: readonly string[] } | null;
  /** To whom what is paid belongs by the firm's associations: those of all of it or, where there is none, of a part. By name. */
  offeredPayers: readonly OfferedPayer[];
  linkLifeHours: number;
};

export type PayAnswer =
  | { kind: "done" }
  | { kind: "changed"; changes: BalanceChange[] }
  | { kind: "duplicate"; duplicate: LikelyDuplicate }
  | { kind: "requires_action"; challengeUrl: string; paymentId: string | null }
  | { kind: "declined"; paymentId: string; declineCode: string };

export type SendAnswer = { kind: "done" } | { kind: "changed"; changes: BalanceChange[] };

/** A payment of the draft as its result page says it. */
export type PartOutcome = CartPartResult & {
  lines: readonly DraftLine[];
  payment: {
    number: string;
    status: PaymentStatus;
    amountCents: number;
    surchargeCents: number;
    methodBrand: string;
    methodLast4: string;
    receiptEmails: readonly string[];
  } | null;
  receiptUrl: string | null;
};

export type EntryOutcome = {
  draftId: string;
  outcome: "all" | "some" | "none" | "open";
  payerName: string;
  currency: string;
  totalCents: number;
  parts: readonly PartOutcome[];
  arMessage: string;
  /** What was not charged went into another draft. */
  isLeft: boolean;
};

export type SentOutcome = {
  draftId: string;
  recipientName: string;
  recipientEmails: readonly string[];
  byEmail: boolean;
  expiresAt: Date;
  currency: string;
  arMessage: string;
  links: readonly {
    id: string;
    kind: AccountKind;
    accountName: string;
    amountCents: number;
    invoiceNumber: string;
    matterRef: string;
    token: string;
  }[];
};
