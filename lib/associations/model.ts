import type { SearchField } from "@/lib/matter-systems/model";

/** Pure words of associations: what a payer may see and pay in the matter system. */

/** From wide to narrow: everything of a client, everything of one matter, one invoice. */
export const ASSOCIATION_LEVELS = ["client", "matter", "invoice"] as const;
export type AssociationLevel = (typeof ASSOCIATION_LEVELS)[number];

/** What a payer may have at once. */
export const MOST_ASSOCIATIONS = 200;
/** Results that one search shows. */
export const MOST_RESULTS = 200;
/** Open items that are looked at for what a payer owes; beyond, the answer says so. */
export const MOST_OWED_ITEMS = 2_000;

/** What one association names, in the matter system's own words. */
export type AssociationTarget = {
  level: AssociationLevel;
  clientNumber: string;
  clientName: string;
  /** Empty on the level of a client. */
  matterNumber: string;
  matterName: string;
  /** Of an invoice; empty on the other levels. */
  invoiceNumber: string;
  /** The matter system's own name of the invoice; empty on the other levels. */
  itemKey: string;
};

export type Association = AssociationTarget & {
  id: string;
  connectionId: string;
  connectionName: string;
  /** Of the connection that the firm uses now; the others wait. */
  isInUse: boolean;
  createdAt: Date;
};

/** One line of a search, to be ticked. */
export type AssociationResult = AssociationTarget & {
  /** Names it within its search. */
  pick: string;
  /** Who is billed, of an invoice that is shared. */
  payorName: string;
  /** Open on the invoice; null on the other levels. */
  balanceCents: number | null;
  currency: string;
  isAssociated: boolean;
};

export type AssociationResults = {
  results: AssociationResult[];
  /** There are more than are shown. */
  hasMore: boolean;
  /** "Elite 3E" */
  systemName: string;
};

/** On which level a search finds what is ticked. */
export const LEVEL_OF_SEARCH: Record<SearchField, AssociationLevel> = {
  client_name: "client",
  client_number: "client",
  matter_number: "matter",
  matter_description: "matter",
  invoice_number: "invoice",
};

/** One open invoice that a payer owes. */
export type OwedItem = {
  key: string;
  clientNumber: string;
  clientName: string;
  matterNumber: string;
  matterName: string;
  invoiceNumber: string;
  payorName: string;
  /** The bill is shared and this part is somebody else's than the client's. */
  isOfOtherPayor: boolean;
  /** ISO date; null where the matter system has none. */
  datedOn: string | null;
  currency: string;
  /** As the matter system has it. */
  balanceCents: number;
  /** Paid here and not yet seen there. */
  unconfirmedCents: number;
  /** What is still to be paid; never below zero. */
  owedCents: number;
};

export type OwedSum = {
  currency: string;
  owedCents: number;
  unconfirmedCents: number;
  /** Of what is owed, the parts of shared bills that are other payors'. */
  otherPayorsCents: number;
  items: number;
};

/** What a payer owes now. `none`: nothing is associated. `unreachable`: the matter system gave no answer, with the reason in words. */
export type PayerOwed =
  | { kind: "none" }
  | { kind: "unreachable"; reason: string; systemName: string }
  | { kind: "known"; systemName: string; items: OwedItem[]; sums: OwedSum[]; hasMore: boolean; at: string };

/** A payer whose associations hold some of the items that are being paid. */
export type PayerOfItems = {
  payerId: string;
  name: string;
  emails: string[];
  /** How many of the items. */
  items: number;
  /** The narrowest association that holds one of them. */
  level: AssociationLevel;
};
