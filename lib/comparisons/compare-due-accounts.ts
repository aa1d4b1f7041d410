import type { CronResult } from "@/lib/jobs/model";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { compareAccount } from "./compare-account";

/** The daily comparison of every account that is due. Safe twice, at once, late: an account is compared by one process, once a day. */
export async function compareDueAccounts(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  for (const { id } of await inFirm(ctx, (tx) => listMerchantAccounts(ctx, tx))) {
    const comparison = await compareAccount(ctx, { accountId: id, isAsked: false });
    if (comparison.kind === "skipped") continue;
    result.examined += 1;
    if (comparison.kind === "done") result.done += 1;
    else result.failed += 1;
  }
  return result;
}
