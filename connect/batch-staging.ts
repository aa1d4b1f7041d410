import type { ProcedureCaller } from "./databases/call";
import type { BatchStaging } from "./drops/port";
import { callInGroups } from "./keys-in-groups";
import { readConfirmed, readText } from "./read-rows";

/** The product's staging table beside the matter system, through its procedures. */
export function procedureBatchStaging(caller: ProcedureCaller): BatchStaging {
  return {
    async find(batchId) {
      const [row] = await caller.call("docketpay_find_batch", { batch_id: batchId });
      if (row === undefined) return null;
      const isEnded = readText(row, "is_ended") === "1";
      return { sha256: readText(row, "sha256"), place: isEnded ? readText(row, "place") : null };
    },
    async begin(file) {
      await caller.call("docketpay_begin_batch", {
        batch_id: file.batchId,
        file_name: file.fileName,
        sha256: file.sha256,
        records: file.records,
        total_cents: file.totalCents,
      });
    },
    async end(batchId, place) {
      await caller.call("docketpay_end_batch", { batch_id: batchId, place });
    },
    async confirm(references) {
      const rows = await callInGroups(references, "ref", (params) => caller.call("docketpay_confirm_records", params));
      return rows.map(readConfirmed);
    },
  };
}
