import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { compareAccount } from "./compare-account";

/**
 * Compares every account that the user may see, due or not. `running`: another comparison is at work on so many of them.
 * @throws AppError forbidden
 */
export async function compareAccountsNow(ctx: Ctx): Promise<{ done: number; failed: number; running: number }> {
  requirePermission(ctx, "settings.manage");
  const result = { done: 0, failed: 0, running: 0 };
  for (const { id } of await inFirm(ctx, (tx) => listMerchantAccounts(ctx, tx))) {
    const { kind } = await compareAccount(ctx, { accountId: id, isAsked: true });
    result[kind === "skipped" ? "running" : kind] += 1;
  }
  return result;
}
