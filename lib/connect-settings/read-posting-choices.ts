import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { ConnectionInUse } from "@/lib/connections/model";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { listAccountSettings } from "@/lib/merchant-accounts/list-account-settings";
import type { AccountSettings } from "@/lib/merchant-accounts/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { PostingChoices, PostingCodes } from "./model";
import { listPostingAccounts } from "./queries";

export type PostingAccounts = {
  connection: ConnectionInUse;
  systemName: string;
  /** Null while the matter system does not answer. */
  choices: PostingChoices | null;
  accounts: { account: AccountSettings; codes: PostingCodes | null }[];
};

/**
 * The firm's accounts with what they are called in the matter system in use, and what it offers. Null: no connection is in use.
 * @throws AppError forbidden
 */
export async function readPostingChoices(ctx: Ctx): Promise<PostingAccounts | null> {
  requirePermission(ctx, "settings.manage");
  const known = await inFirm(ctx, async (tx) => {
    const connection = await findConnectionInUse(ctx, tx);
    return connection && { connection, mapped: await listPostingAccounts(ctx, tx, connection.id) };
  });
  if (!known) return null;
  const { connection, mapped } = known;
  const [accounts, choices] = await Promise.all([listAccountSettings(ctx), askChoices(ctx, connection.id)]);
  const codes = new Map(mapped.map(({ accountId, ...rest }) => [accountId, rest]));
  return {
    connection,
    systemName: MATTER_SYSTEM_NAMES[connection.system],
    choices,
    accounts: accounts.map((account) => ({ account, codes: codes.get(account.id) ?? null })),
  };
}

async function askChoices(ctx: Ctx, connectionId: string): Promise<PostingChoices | null> {
  const system = matterSystemOf(ctx, connectionId);
  try {
    const [ledgerCode, transactionType, bankAccount] = await Promise.all([
      system.listLedgerCodes(),
      system.listTransactionTypes(),
      system.listBankAccounts(),
    ]);
    return { ledgerCode, transactionType, bankAccount };
  } catch (error) {
    if (error instanceof AppError && error.code === "upstream_unavailable") return null;
    throw error;
  }
}
