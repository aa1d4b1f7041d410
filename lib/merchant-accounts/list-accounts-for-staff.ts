import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { MerchantAccountView } from "./model";
import { listMerchantAccounts } from "./queries";

/** For choices on staff screens: the accounts this user may use, the firm's default first. */
export async function listAccountsForStaff(ctx: Ctx): Promise<MerchantAccountView[]> {
  return inFirm(ctx, (tx) => listMerchantAccounts(ctx, tx));
}
