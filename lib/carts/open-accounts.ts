import { isDeepStrictEqual } from "node:util";
import type { GatewayAccount } from "@/lib/gateways/port";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

export type AtGateway = { gateway: string; account: GatewayAccount };

/** The gateway's side of some merchant accounts, and which of them are one and the same there. */
export async function openAccounts(ctx: Ctx, accountIds: readonly string[]): Promise<OpenAccounts> {
  const opened = await inFirm(ctx, async (tx) => {
    const found = new Map<string, AtGateway>();
    for (const accountId of accountIds) found.set(accountId, await getGatewayAccount(ctx, tx, accountId));
    return found;
  });
  const keyOf = (accountId: string): unknown => {
    const at = opened.get(accountId);
    return at && [at.gateway, at.account.credentials];
  };
  return {
    of: (accountId) => opened.get(accountId) ?? null,
    areOne: ([first = "", ...others]) => others.every((other) => isDeepStrictEqual(keyOf(other), keyOf(first))),
  };
}

export type OpenAccounts = {
  of: (accountId: string) => AtGateway | null;
  areOne: (accountIds: readonly string[]) => boolean;
};
