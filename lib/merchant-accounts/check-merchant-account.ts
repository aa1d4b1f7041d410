import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { appendAudit } from "@/lib/audit/append-audit";
import type { AccountCheck } from "@/lib/gateways/model";
import { gatewayOf } from "@/lib/gateways/registry";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { inFirm } from "@/lib/platform/tx";
import { accountIs } from "./internal/load";
import type { AccountCheckResult } from "./model";
import { getGatewayAccount } from "./queries";
import type { AccountIdInput } from "./schemas";

/**
 * Asks the gateway with the account's saved keys whether they work, and keeps whose they are: keys of another account of the gateway
 * are told from then on. @throws AppError forbidden, not_found
 */
export async function checkMerchantAccount(ctx: Ctx, { accountId }: AccountIdInput): Promise<AccountCheckResult> {
  requirePermission(ctx, "settings.manage");
  requireAccount(ctx, accountId);
  const { gateway, account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, accountId));
  const check = await gatewayOf(gateway, ctx).checkAccount(account);
  return { check: await compareWithKept(ctx, accountId, check), isDemonstration: env().DEV_TOOLS };
}

async function compareWithKept(ctx: Ctx, accountId: string, check: AccountCheck): Promise<AccountCheck> {
  if (check.kind !== "ok" || check.accountRef === null) return check;
  const { accountRef } = check;
  return inFirm(ctx, async (tx) => {
    const rows = await tx.select().from(merchantAccounts).where(accountIs(ctx, accountId)).for("update");
    const kept = rows[0]?.gatewayAccountRef ?? "";
    if (kept === accountRef) return check;
    if (kept !== "") return { kind: "wrong", problem: "other_account" };
    await tx.update(merchantAccounts).set({ gatewayAccountRef: accountRef }).where(accountIs(ctx, accountId));
    const about = { objectType: "account", objectId: accountId };
    await appendAudit(ctx, tx, { ...about, action: "account.identify", detail: { gatewayAccountRef: accountRef } });
    return check;
  });
}
