import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Clock } from "@/lib/platform/clock";
import { listFirmIds } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import type { FreezeReason } from "../model";

/** Writes a stop of all money, or its end, into every firm's audit log and alerts. */
export async function tellFirms(
  job: string,
  clock: Clock,
  news: { isFrozen: boolean; reason: FreezeReason },
): Promise<void> {
  for (const firmId of await listFirmIds()) {
    const ctx = systemContext(firmId, job, clock);
    const subject = { objectType: "firm", objectId: firmId } as const;
    await inFirm(ctx, async (tx) => {
      const action = news.isFrozen ? "installation.freeze_money" : "installation.unfreeze_money";
      await appendAudit(ctx, tx, { action, ...subject, detail: { reason: news.reason } });
      if (news.isFrozen)
        await raiseAlert(ctx, tx, {
          ...subject,
          kind: "money_frozen",
          accountId: null,
          detail: { reason: news.reason },
        });
      else await clearAlerts(ctx, tx, { ...subject, kinds: ["money_frozen"] });
    });
  }
}
