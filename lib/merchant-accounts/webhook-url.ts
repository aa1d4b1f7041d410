import { appUrl } from "@/lib/platform/env";

/** Where the gateway is to send the events of an account. */
export function webhookUrlOf({ id, gateway }: { id: string; gateway: string }): string {
  return `${appUrl()}/api/webhooks/${gateway}?account=${encodeURIComponent(id)}`;
}
