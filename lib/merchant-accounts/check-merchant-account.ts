import { gatewayOf } from "@/lib/gateways/registry";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { inFirm } from "@/lib/platform/tx";
import type { AccountCheckResult } from "./model";
import { getGatewayAccount } from "./queries";
import type { AccountIdInput } from "./schemas";

/** Asks the gateway with the account's saved keys whether they work. Changes nothing. @throws AppError forbidden, not_found */
export async function checkMerchantAccount(ctx: Ctx, { accountId }: AccountIdInput): Promise<AccountCheckResult> {
  requirePermission(ctx, "settings.manage");
  requireAccount(ctx, accountId);
  const { gateway, account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, accountId));
  const check = await gatewayOf(gateway, ctx).checkAccount(account);
  return { check, isDemonstration: env().DEV_TOOLS };
}
