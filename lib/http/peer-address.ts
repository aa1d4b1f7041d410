import { IncomingMessage, Server, ServerResponse } from "node:http";
import { env } from "@/lib/platform/env";
import { prepareTokenPage } from "./prepare-token-page";

/** Set by this process on every request from its socket; a client that sends it is overwritten. */
export const PEER_HEADER = "x-docketpay-peer";

const holder = globalThis as typeof globalThis & { docketpayPeers?: boolean };

/**
 * Stamps the socket's address on each request, and prepares the pages that clients open by a token. Next shows no socket to the app and believes a client's own X-Forwarded-For, so that
 * without this every limit by address could be walked around.
 */
export function watchRequests(): void {
  if (holder.docketpayPeers) return;
  holder.docketpayPeers = true;
  const emit = Server.prototype.emit;
  Server.prototype.emit = function stamped(this: Server, event: string | symbol, ...args: unknown[]) {
    const [request, response] = args;
    if (event === "request" && request instanceof IncomingMessage) {
      // IPv4 callers of a dual-stack socket come as ::ffff:192.0.2.1.
      request.headers[PEER_HEADER] = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
      if (response instanceof ServerResponse) prepareTokenPage(request, response);
    }
    return Reflect.apply(emit, this, [event, ...args]);
  };
}

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
