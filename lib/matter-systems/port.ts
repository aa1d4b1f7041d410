import type {
  ConfirmedRecord,
  DeliveryOutcome,
  ItemPage,
  ItemRef,
  ItemSearch,
  PostingFile,
  ReadItem,
  SystemCode,
  SystemDescription,
} from "./model";

/**
 * A matter system, wherever it is reached from: the service at the firm implements it on stored procedures, the portal on the line to
 * that service. tests/contracts holds every implementation to the same suite. Each call may throw when the system cannot be reached.
 */
export interface MatterSystem {
  describe(): Promise<SystemDescription>;
  /** Open ones only: nothing reversed, closed, purged or paid, and no credit balance. Oldest first. */
  searchInvoices(search: ItemSearch): Promise<ItemPage>;
  searchTrustLedgers(search: ItemSearch): Promise<ItemPage>;
  /** At most 500 at once, as they stand at this moment, whatever their status. */
  readItems(refs: readonly ItemRef[]): Promise<ReadItem[]>;
  /** Invoices of this very number, whatever their status, the newest first; at most 20, a shared one once for each payor. */
  findInvoices(number: string): Promise<ReadItem[]>;
  listBankAccounts(): Promise<SystemCode[]>;
  listLedgerCodes(): Promise<SystemCode[]>;
  listTransactionTypes(): Promise<SystemCode[]>;
  /** Safe to repeat: a batch that is there already is not written again, also when its reader has taken it away since. */
  deliverBatch(file: PostingFile): Promise<DeliveryOutcome>;
  /** Of the references given, those that were received; at most 500 at once. */
  confirmRecords(references: readonly string[]): Promise<ConfirmedRecord[]>;
}
