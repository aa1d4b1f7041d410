/** Pure words of the matter systems. Amounts are integer minor units; dates are ISO calendar dates ("2026-02-01") without a zone. */

export const MATTER_SYSTEMS = ["enterprise", "threeE", "prolaw", "aderant"] as const;
export type MatterSystemId = (typeof MATTER_SYSTEMS)[number];

export const MATTER_SYSTEM_NAMES: Record<MatterSystemId, string> = {
  enterprise: "Elite Enterprise",
  threeE: "Elite 3E",
  prolaw: "ProLaw",
  aderant: "Aderant",
};

export function isMatterSystem(value: string): value is MatterSystemId {
  return (MATTER_SYSTEMS as readonly string[]).includes(value);
}

/** By what open items are looked for (SPEC 4.10, step 1), in the order of the screen. */
export const SEARCH_FIELDS = [
  "client_name",
  "client_number",
  "matter_number",
  "matter_description",
  "invoice_number",
] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** `invoice`: what one payor owes on one invoice. `trust`: what is held for one matter at one trust bank account. */
export const ITEM_KINDS = ["invoice", "trust"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Something of the matter system that a payment can be put on. */
export type OpenItem = {
  /** The matter system's own name of it; means nothing to people. At most 80 characters. */
  key: string;
  kind: ItemKind;
  clientNumber: string;
  clientName: string;
  /** The leading matter where an invoice bills several. */
  matterNumber: string;
  matterName: string;
  /** ProLaw: the statement number. Empty for a trust ledger. */
  invoiceNumber: string;
  /** Who is billed; the client itself unless the bill is shared. */
  payorNumber: string;
  payorName: string;
  /** The payor's share of the bill in percent, where the system keeps one. */
  payorPercent: number | null;
  /** Of a trust ledger, the bank account that holds it; empty for an invoice. */
  bankAccount: string;
  /** Of the invoice; null for a trust ledger. */
  datedOn: string | null;
  originalCents: number;
  /** Open on the invoice for this payor, or held on the trust ledger. */
  balanceCents: number;
  currency: string;
};

/** An item as it stands now, open or not; what the matter system no longer knows is absent from the answer. */
export type ReadItem = OpenItem & { status: "open" | "paid" | "closed" | "reversed" };

export type ItemSearch = {
  by: SearchField;
  /** As typed: quotes, %, _ and brackets mean themselves. At most 200 characters. */
  query: string;
  /** `exact` compares the whole field, regardless of case and of spaces around it. */
  match: "contains" | "exact";
  /** Of the answer before; null for the first page. */
  cursor: string | null;
  /** 1 to 500. */
  limit: number;
};

export type ItemPage = { items: OpenItem[]; nextCursor: string | null };

export type ItemRef = { kind: ItemKind; key: string };

/** A bank account, ledger code or transaction type of the matter system. */
export type SystemCode = { code: string; name: string; isTrust: boolean };

/** What the other side can do, said at the handshake. */
export type SystemDescription = {
  system: MatterSystemId;
  serviceVersion: string;
  /** Of the stored procedures that are installed. */
  scriptVersion: string;
  searchFields: readonly SearchField[];
  hasTrust: boolean;
  /** Whether it can tell which records were taken in. */
  confirms: boolean;
};

/** A posting file as the portal wrote it, to be handed over once. */
export type PostingFile = {
  batchId: string;
  fileName: string;
  /** As text; the service writes it in `encoding`. */
  content: string;
  encoding: "utf8" | "latin1" | "utf16le";
  /** Of the bytes, in hex: the service refuses a file that came damaged. */
  sha256: string;
  records: number;
  totalCents: number;
};

/**
 * `delivered`: it is there, since now or (`isRepeat`) since an earlier attempt. `refused`: it can never be delivered as it is, with
 * the reason in words. An outage or an unknown outcome is an error of the call; the same batch is then delivered again.
 */
export type DeliveryOutcome =
  | { kind: "delivered"; isRepeat: boolean; place: string }
  | { kind: "refused"; reason: string };

/** A record of a file that the matter system shows as a receipt. `reference` is the posting's number as it stood in the file. */
export type ConfirmedRecord = { reference: string; receiptRef: string; receivedOn: string };

/** The codes that a posting names, in the matter system's own words. */
export type PostingCodes = { ledgerCode: string; transactionType: string; bankAccount: string };

/** What is known of a matter system before any is connected. `setting` is the block of its script to change where a firm is otherwise. */
export type MatterSystemDefinition = {
  id: MatterSystemId;
  name: string;
  /** What its people call an invoice. */
  invoiceWord: "invoice" | "bill" | "statement";
  /** Of the script that ships: an installed one of another version is to be run anew. */
  scriptVersion: string;
  searchFields: Readonly<Record<ItemKind, readonly SearchField[]>>;
  hasTrust: boolean;
  confirms: boolean;
  /** Proposed until the firm chooses from its own lists. */
  defaultCodes: Readonly<Record<"operating" | "trust", PostingCodes>>;
  assumptions: readonly { setting: number; says: string }[];
};
