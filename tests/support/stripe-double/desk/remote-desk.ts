import type { IncomingMessage, ServerResponse } from "node:http";
import { Desk } from "./desk";

const PREFIX = "/_desk/";
/** Every function of the desk, from another process: each answers a promise. */
export type RemoteDesk = {
  [K in keyof Desk]: Desk[K] extends (...given: infer A) => infer R ? (...given: A) => Promise<Awaited<R>> : never;
};

/** The desk of a double that runs as a process of its own. */
export function connectDesk(url: string): RemoteDesk {
  return new Proxy({} as RemoteDesk, {
    get:
      (_, name) =>
      async (...given: unknown[]) => {
        const answer = await fetch(`${url}${PREFIX}${String(name)}`, { method: "POST", body: JSON.stringify(given) });
        const told = (await answer.json()) as { result?: unknown; error?: string };
        if (told.error !== undefined) throw new Error(told.error);
        return told.result;
      },
  });
}

/** Serves the desk. False for an address that is not its own. */
export async function serveDesk(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
): Promise<boolean> {
  if (!url.pathname.startsWith(PREFIX)) return false;
  const name = url.pathname.slice(PREFIX.length);
  const verbs = Object.getOwnPropertyNames(Desk.prototype).filter((one) => one !== "constructor");
  const send = (status: number, told: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(told));
  };
  if (request.method !== "POST" || !verbs.includes(name)) {
    send(404, { error: `The desk has no ${name}.` });
    return true;
  }
  try {
    const verb = desk[name as keyof Desk] as (...given: unknown[]) => unknown;
    send(200, { result: (await verb.apply(desk, JSON.parse(body || "[]") as unknown[])) ?? null });
  } catch (error) {
    send(400, { error: error instanceof Error ? error.message : String(error) });
  }
  return true;
}
