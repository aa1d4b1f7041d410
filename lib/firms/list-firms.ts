import { systemClock } from "@/lib/platform/clock";
import { listFirmIds } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import type { FirmView } from "./model";
import { getFirm } from "./queries";

/** Every firm of this deployment, one after the other, each seen under its own id. For tools, not for pages. */
export async function listFirms(job: string): Promise<FirmView[]> {
  const firms: FirmView[] = [];
  for (const firmId of await listFirmIds()) {
    const ctx = systemContext(firmId, job, systemClock);
    firms.push(await inFirm(ctx, (tx) => getFirm(ctx, tx)));
  }
  return firms;
}
