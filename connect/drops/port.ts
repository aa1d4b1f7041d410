import type { ConfirmedRecord, DeliveryOutcome, PostingFile } from "@/lib/matter-systems/model";

/** What dbo.docketpay_batches, the product's staging table beside the matter system, says of a batch. */
export type StagedBatch = {
  sha256: string;
  /** Where it was put; null while it is only begun. */
  place: string | null;
};

/** The second memory of a delivery: the procedures docketpay_find_batch, docketpay_begin_batch, docketpay_end_batch and docketpay_confirm_records. */
export interface BatchStaging {
  find(batchId: string): Promise<StagedBatch | null>;
  /** Safe to repeat with the same batch. */
  begin(file: PostingFile): Promise<void>;
  /** Safe to repeat. */
  end(batchId: string, place: string): Promise<void>;
  /** Of the references given, those that the matter system shows as receipts. */
  confirm(references: readonly string[]): Promise<ConfirmedRecord[]>;
}

/**
 * Where posting files go. `drop` hands one over exactly once: it writes down what it is about to do, in its own journal and in
 * `staging`, and after an interruption decides by the evidence; docs/decisions/0010. It calls `staging` itself, in the order that
 * this needs, so that its caller only passes it on. Throws when the place cannot be reached or when the outcome is not known.
 */
export interface PostingDrop {
  drop(file: PostingFile, staging: BatchStaging): Promise<DeliveryOutcome>;
  /** What keeps it from working, in words; null when nothing does. Leaves nothing behind. */
  check(): Promise<string | null>;
}
