import { Agent, type IncomingHttpHeaders, request as openRequest } from "node:http";

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

export type Sending = { agent?: Agent; method?: string; headers?: Record<string, string>; body?: string };

/** Times of single acts in milliseconds. */
export type LoadResult = { count: number; perSecond: number; p50Ms: number; p99Ms: number };

/** Connections that are kept, as a browser or a proxy keeps them; one per client. */
export function keepConnections(clients: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: clients, maxFreeSockets: clients });
}

export function send(url: string, { agent, method = "GET", headers = {}, body }: Sending = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const request = openRequest(url, { agent, method, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/**
 * Lets a number of clients do one thing over and over, each the next as soon as the last is done. Whatever `act` throws ends the
 * bench: a fast error is no result.
 */
export async function runLoad(load: { clients: number; count: number; act: () => Promise<void> }): Promise<LoadResult> {
  const times: number[] = [];
  let left = load.count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const startedAt = performance.now();
      await load.act();
      times.push(performance.now() - startedAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: load.clients }, work));
  const seconds = (performance.now() - startedAt) / 1000;
  const { count } = load;
  return { count, perSecond: count / seconds, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
