import type { GatewayId } from "@/lib/gateways/port";
import { findInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { getGatewayAccount } from "./queries";

/**
 * What an account's webhooks are signed with; empty for an account that is not at this gateway or brings no secret of its own. An
 * unknown account and a wrong signature are answered alike, so that nobody can ask which accounts there are.
 */
export async function findWebhookSecrets(gateway: GatewayId, accountId: string): Promise<string[]> {
  if (accountId === "" || accountId.length > 60) return [];
  const entry = await findInDirectory("gateway_account", `${gateway}:${accountId}`);
  if (!entry) return [];
  const ctx = systemContext(entry.firmId, "webhook");
  const { account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, entry.refId));
  return account.credentials.webhookSecret ? [account.credentials.webhookSecret] : [];
}
