import { IncomingMessage, Server, ServerResponse } from "node:http";
import { holdRequest } from "./held-request";
import { mendAddress } from "./mend-address";
import { PEER_HEADER } from "./peer-address";
import { prepareTokenPage } from "./prepare-token-page";

const holder = globalThis as typeof globalThis & { docketpayWatched?: boolean };

/**
 * Sees each request before Next does: stamps the socket's address on it, mends an address that Next would refuse without our headers,
 * prepares the pages that clients open by a token, and holds request and answer for pages that read the one or set the status of the other. Next shows no socket to
 * the app and believes a client's own X-Forwarded-For, so that without the stamp every limit by address could be walked around.
 */
export function watchRequests(): void {
  if (holder.docketpayWatched) return;
  holder.docketpayWatched = true;
  const emit = Server.prototype.emit;
  Server.prototype.emit = function watched(this: Server, event: string | symbol, ...args: unknown[]) {
    const pass = (): boolean => Reflect.apply(emit, this, [event, ...args]);
    if (event !== "request") return pass();
    const [request, response] = args;
    if (!(request instanceof IncomingMessage)) return pass();
    request.headers[PEER_HEADER] = peerAddress(request);
    request.url = mendAddress(request.url ?? "/");
    if (!(response instanceof ServerResponse)) return pass();
    prepareTokenPage(request, response);
    return holdRequest({ request, response }, pass);
  };
}

/** IPv4 callers of a dual-stack socket come as ::ffff:192.0.2.1. */
function peerAddress({ socket: { remoteAddress = "" } }: IncomingMessage): string {
  return remoteAddress.startsWith("::ffff:") ? remoteAddress.slice(7) : remoteAddress;
}
