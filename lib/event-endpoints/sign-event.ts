import { createHmac } from "node:crypto";
import { seal, unseal } from "@/lib/platform/secrets";

/** "t=1763812800,v1=<hex>": HMAC-SHA-256 over "<t>.<body>" with the endpoint's secret. The time keeps an old call from being played again. */
export function signEvent(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

export function sealEndpointSecret(firmId: string, endpointId: string, secret: string): string {
  return seal(secret, placeOf(firmId, endpointId));
}

/** @throws Error when it was sealed with a key that is gone */
export function openEndpointSecret(firmId: string, endpointId: string, sealed: string): string {
  return unseal(sealed, placeOf(firmId, endpointId));
}

/** Binds a sealed secret to its row: copied to another firm or endpoint it does not open. */
function placeOf(firmId: string, endpointId: string): string {
  return `${firmId}/event_endpoints.secret/${endpointId}`;
}
