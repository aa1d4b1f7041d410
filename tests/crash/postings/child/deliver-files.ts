// One process that delivers: started by the harness, told what to do, killed at any moment.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { DeliveryUnknown } from "@/connect/drops/delivery";
import { folderDrop } from "@/connect/drops/folder";
import { Journal } from "@/connect/drops/journal";
import type { PostingFile } from "@/lib/matter-systems/model";
import { listReplaced } from "../../child/replaced";
import type { DeliverOrders, FromDeliverer } from "../model";
import { fileStaging } from "./file-staging";

const AGAIN_AFTER_MS = 20;

function tell(message: FromDeliverer): void {
  process.send?.(message);
}

async function work(orders: DeliverOrders): Promise<void> {
  const drop = folderDrop({ folder: orders.target }, new Journal(orders.journalFolder));
  const staging = fileStaging(orders.stagingFolder);
  const left = orders.files.map((path) => JSON.parse(readFileSync(path, "utf8")) as PostingFile);
  for (let begun = 0; left.length > 0 && begun !== orders.allowance; begun += 1) {
    const file = left.shift();
    if (!file) break;
    const { batchId } = file;
    tell({ kind: "began", batchId });
    try {
      const outcome = await drop.drop(file, staging);
      if (outcome.kind === "delivered") tell({ kind: "delivered", batchId });
      else tell({ kind: "refused", batchId, text: outcome.reason });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      // The portal comes back to it; what nobody can know stays so until a person looks.
      tell({ kind: error instanceof DeliveryUnknown ? "unknown" : "failed", batchId, text });
      if (!(error instanceof DeliveryUnknown)) left.push(file);
      await sleep(AGAIN_AFTER_MS);
    }
  }
  tell({ kind: "finished" });
}

process.on("message", (orders: DeliverOrders) => {
  void work(orders).catch((error: unknown) => {
    tell({ kind: "failed", batchId: "", text: `the process ended: ${String(error)}` });
    process.exit(1);
  });
});
// The harness itself may be killed; nothing of it stays behind.
process.on("disconnect", () => process.exit(0));
tell({ kind: "ready", without: listReplaced() });
