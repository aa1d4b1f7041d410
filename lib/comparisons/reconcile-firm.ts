import { checkInstallation } from "@/lib/installation/check-installation";
import type { CronResult } from "@/lib/jobs/model";
import { mergePaymentDays } from "@/lib/payments/merge-payment-days";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import type { Ctx } from "@/lib/platform/context";
import { compareDueAccounts } from "./compare-due-accounts";

/** Of the last days; merged, a busy firm has some hundreds. */
const MANY_DAY_ROWS = 2_000;

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
  await mergePaymentDays(ctx, { leastRows: MANY_DAY_ROWS });
  return result;
}
