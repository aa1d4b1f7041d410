import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BatchStaging, StagedBatch } from "@/connect/drops/port";

/** The staging table as files: what it was told before a kill it still knows after it, as a database would. */
export function fileStaging(folder: string): BatchStaging {
  mkdirSync(folder, { recursive: true });
  const pathOf = (batchId: string) => join(folder, `${batchId}.json`);
  const find = (batchId: string): StagedBatch | null =>
    existsSync(pathOf(batchId)) ? (JSON.parse(readFileSync(pathOf(batchId), "utf8")) as StagedBatch) : null;
  const keep = (batchId: string, batch: StagedBatch): void => {
    writeFileSync(`${pathOf(batchId)}.${process.pid}`, JSON.stringify(batch));
    renameSync(`${pathOf(batchId)}.${process.pid}`, pathOf(batchId));
  };
  return {
    find: (batchId) => Promise.resolve(find(batchId)),
    async begin({ batchId, sha256 }) {
      if (!find(batchId)) keep(batchId, { sha256, place: null });
    },
    async end(batchId, place) {
      const batch = find(batchId);
      if (batch) keep(batchId, { ...batch, place });
    },
    confirm: () => Promise.resolve([]),
  };
}
