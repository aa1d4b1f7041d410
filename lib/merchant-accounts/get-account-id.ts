import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { findMerchantAccount } from "./queries";

/** The account that a program names by its id or exact name. @throws AppError forbidden, invalid_input (account_unknown) */
export async function getAccountId(ctx: Ctx, idOrName: string): Promise<string> {
  requirePermission(ctx, "payments.view");
  const account = await inFirm(ctx, (tx) => findMerchantAccount(ctx, tx, idOrName));
  if (account) return account.id;
  const fields = [{ path: "account", message: "account_unknown" }];
  throw new AppError("invalid_input", { reason: "account_unknown", fields });
}
