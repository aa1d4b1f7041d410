import type { BrowserContext, Request } from "playwright-core";
import { findNumbers } from "./number-guard";

/**
 * Reads every request of a context: address, headers and body. `findLeaks` answers the numbers that were in one of them. `elsewhere` is
 * the address of a processor's own server, to which numbers may go.
 */
export function guardRequests(
  context: BrowserContext,
  elsewhere: string | null = null,
): { findLeaks(): Promise<string[]> } {
  const seen: Promise<string[]>[] = [];
  context.on("request", (request) => {
    if (elsewhere !== null && new URL(request.url()).origin === elsewhere) return;
    const before = leaksIn(request, Object.entries(request.headers()));
    const after = request.allHeaders().then(
      (headers) => leaksIn(request, Object.entries(headers)),
      // The page was closed while the request was under way.
      () => [],
    );
    seen.push(after.then((more) => [...before, ...more]));
  });
  return { findLeaks: async () => [...new Set((await Promise.all(seen)).flat())] };
}

function leaksIn(request: Request, headers: [string, string][]): string[] {
  const parts = [request.url(), ...headers.map(([name, value]) => `${name}: ${value}`), request.postData() ?? ""];
  return parts.flatMap((part) =>
    findNumbers(part).map((number) => `${request.method()} ${request.url()} carries ${number}`),
  );
}
