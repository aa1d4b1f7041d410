import type { GatewayAccount, GatewayId } from "@/lib/gateways/port";
import { findInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { getGatewayAccount } from "./queries";

/**
 * An account by its id alone, for whom nothing says the firm: a gateway's webhooks and its framed pages. Null for an account that is
 * not, or no longer, at this gateway. Its credentials are open: callers hand on what they must and no more.
 */
export async function findGatewayAccount(gateway: GatewayId, accountId: string): Promise<GatewayAccount | null> {
  if (!/^[A-Za-z0-9_]{1,60}$/.test(accountId)) return null;
  const entry = await findInDirectory("gateway_account", `${gateway}:${accountId}`);
  if (!entry) return null;
  const ctx = systemContext(entry.firmId, "gateway");
  const found = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, entry.refId));
  return found.gateway === gateway ? found.account : null;
}
