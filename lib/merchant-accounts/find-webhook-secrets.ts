import type { GatewayId } from "@/lib/gateways/port";
import { findGatewayAccount } from "./find-gateway-account";

/**
 * What an account's webhooks are signed with; empty for an account that is not at this gateway or brings no secret of its own. An
 * unknown account and a wrong signature are answered alike, so that nobody can ask which accounts there are.
 */
export async function findWebhookSecrets(gateway: GatewayId, accountId: string): Promise<string[]> {
  const secret = (await findGatewayAccount(gateway, accountId))?.credentials.webhookSecret;
  return secret ? [secret] : [];
}
