import { checkInstallation } from "@/lib/installation/check-installation";
import type { CronResult } from "@/lib/jobs/model";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import type { Ctx } from "@/lib/platform/context";
import { compareDueAccounts } from "./compare-due-accounts";

/**
 * Everything that keeps one firm's books and the gateway's the same: is this still the database it was; what is under way, each by our
 * own reference; and once a day the whole list, both ways.
 */
export async function reconcileFirm(ctx: Ctx): Promise<CronResult> {
  // Before anything is sent again.
  await checkInstallation(ctx.clock);
  const result = await reconcilePayments(ctx);
  const compared = await compareDueAccounts(ctx);
  for (const key of ["examined", "done", "failed", "remaining"] as const) result[key] += compared[key];
  return result;
}
