import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

const MAX_TRIES = 5;
/** Longer than any batch of links takes; after it another process goes on. */
const LEASE_MS = 30_000;

/** Has the links of an upload made by a job; two wishes at once are one job. */
export async function enqueueUploadJob(ctx: Ctx, tx: Tx, uploadId: string): Promise<void> {
  const payload = { firmId: ctx.firmId, uploadId };
  await enqueueJob(tx, "make-upload-links", payload, { key: `upload:${uploadId}`, maxTries: MAX_TRIES });
}

export function leaseFrom(ctx: Ctx): Date {
  return new Date(ctx.clock.now().getTime() + LEASE_MS);
}
