import type { BatchStaging, StagedBatch } from "@/connect/drops/port";
import type { PostingFile } from "@/lib/matter-systems/model";
import { hashPostingFile } from "@/lib/posting-layouts/hash-posting-file";

/** The staging table of a matter system, in memory; `receipts` are the references that it shows as received. */
export class MemoryStaging implements BatchStaging {
  readonly batches = new Map<string, StagedBatch>();
  readonly receipts = new Set<string>();

  find(batchId: string): Promise<StagedBatch | null> {
    return Promise.resolve(this.batches.get(batchId) ?? null);
  }

  begin({ batchId, sha256 }: PostingFile): Promise<void> {
    if (!this.batches.has(batchId)) this.batches.set(batchId, { sha256, place: null });
    return Promise.resolve();
  }

  end(batchId: string, place: string): Promise<void> {
    const batch = this.batches.get(batchId);
    if (batch) batch.place = place;
    return Promise.resolve();
  }

  confirm(references: readonly string[]): Promise<{ reference: string; receiptRef: string; receivedOn: string }[]> {
    return Promise.resolve(
      references
        .filter((reference) => this.receipts.has(reference))
        .map((reference) => ({ reference, receiptRef: `R-${reference}`, receivedOn: "2026-11-21" })),
    );
  }
}

export function makePostingFile(number: number, change: Partial<PostingFile> = {}): PostingFile {
  const content = change.content ?? `D-2026-${String(number).padStart(6, "0")},12.50\r\nT,1,12.50\r\n`;
  const encoding = change.encoding ?? "utf8";
  return {
    batchId: `pbt_${number}`,
    fileName: `CREDIT_B-2026-${String(number).padStart(6, "0")}.csv`,
    content,
    encoding,
    sha256: hashPostingFile({ content, encoding }),
    records: 1,
    totalCents: 1_250,
    ...change,
  };
}
