import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { serveBrowser } from "./browser/serve";
import { Desk } from "./desk/desk";
import { serveDesk } from "./desk/remote-desk";
import type { StripeDoubleOptions } from "./options";
import { World } from "./state/world";
import { Api } from "./wire/api";

export type StripeDouble = {
  /** `http://127.0.0.1:<port>`; what `STRIPE_API_BASE` is set to. */
  url: string;
  /** What the SDK is given: `new Stripe(key, double.sdk)`. */
  sdk: { host: string; port: number; protocol: "http"; telemetry: false };
  desk: Desk;
  close(): Promise<void>;
};

/** Starts a double of Stripe on this machine. Its state is in memory, and in `statePath` when that is given. */
export async function startStripeDouble(options: StripeDoubleOptions = {}): Promise<StripeDouble> {
  const world = new World(options);
  const desk = new Desk(world);
  const api = new Api(world, desk, options.seed ?? 1);
  const server = createServer((request, response) => {
    void answer({ world, desk, api }, request, response);
  });
  // A connection that the SDK keeps must not be closed under a request that is just being sent.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sdk: { host: "127.0.0.1", port, protocol: "http", telemetry: false },
    desk,
    async close() {
      desk.release();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await world.webhooks.close();
    },
  };
}

type Parts = { world: World; desk: Desk; api: Api };

async function answer({ world, desk, api }: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? "/", "http://double");
    const body = await readBody(request);
    if (await serveDesk(desk, request, response, url, body)) return;
    if (serveBrowser(world, desk, { request, response, url, body })) return;
    await api.handle(request, response, url, body);
  } catch {
    // The caller is gone, often because a test ended it.
    response.destroy();
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
