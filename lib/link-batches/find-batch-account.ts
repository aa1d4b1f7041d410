import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/**
 * The account that a file's links go to: by id or exact name, else the firm's default. Only an operating one, because a trust link
 * names client and matter, and a file does not.
 * @throws AppError invalid_input (account_unknown, trust_not_for_files)
 */
export async function findBatchAccount(ctx: Ctx, tx: Tx, wanted: string): Promise<MerchantAccountView> {
  const accounts = await listMerchantAccounts(ctx, tx);
  const account =
    wanted === ""
      ? accounts[0]
      : (accounts.find(({ id }) => id === wanted) ?? accounts.find(({ name }) => name === wanted));
  if (!account) throw invalid("account_unknown");
  if (account.kind === "trust") throw invalid("trust_not_for_files");
  return account;
}

function invalid(reason: string): AppError {
  return new AppError("invalid_input", { reason, fields: [{ path: "account", message: reason }] });
}
