import { env } from "@/lib/platform/env";

/** Set by watchRequests on every request from its socket; a client that sends it is overwritten. */
export const PEER_HEADER = "x-docketpay-peer";

/**
 * The caller's address: the socket's, or behind TRUSTED_PROXIES (a count of hops, or their addresses) the one that the outermost
 * trusted proxy saw.
 */
export function callerAddress(headers: { get(name: string): string | null }): string {
  const peer = headers.get(PEER_HEADER) ?? "";
  const hops = trustedHops();
  if (hops === 0) return peer;
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  return forwarded.at(-hops) || peer;
}

function trustedHops(): number {
  const setting = env().TRUSTED_PROXIES.trim();
  if (setting === "") return 0;
  const count = Number(setting);
  return Number.isInteger(count) && count >= 0 ? count : setting.split(",").length;
}
