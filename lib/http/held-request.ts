import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";

/** On requests whose answer has its headers already; the proxy's matcher leaves them out. */
export const PREPARED_HEADER = "x-docketpay-prepared";

type Held = { request: IncomingMessage; response: ServerResponse };

// One for the process: what runs before Next and what runs in a page are bundled apart.
const holder = globalThis as typeof globalThis & { docketpayRequests?: AsyncLocalStorage<Held> };

/** Keeps a request and its answer within reach of all that is done for it. */
export function holdRequest<T>(held: Held, work: () => T): T {
  holder.docketpayRequests ??= new AsyncLocalStorage();
  return holder.docketpayRequests.run(held, work);
}

export function findHeldRequest(): Held | null {
  return holder.docketpayRequests?.getStore() ?? null;
}

/**
 * The headers of a request that `prepareTokenPage` has prepared; null for any other, whose headers Next gives. Those come as a promise:
 * a component that waits for one is drawn in two goes and sent in two pieces, even when there is nothing to wait for.
 */
export function findPreparedHeaders(): { get(name: string): string | null } | null {
  const headers = findHeldRequest()?.request.headers;
  if (!headers?.[PREPARED_HEADER]) return null;
  return {
    get(name) {
      const value = headers[name];
      return typeof value === "string" ? value : null;
    },
  };
}
