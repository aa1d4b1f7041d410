import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";

type Handler = (request: Request) => Promise<Response> | Response;
export type RouteServer = {
  url: string;
  /** What came in, newest last. */
  calls: { path: string; headers: IncomingMessage["headers"]; body: string; status: number }[];
  /** Looks at each call before its handler: an answer instead of it, "drop" cuts the connection, "lose" does so after the work is done. */
  intercept: (
    path: string,
    body: string,
  ) => Promise<Response | "drop" | "lose" | null> | Response | "drop" | "lose" | null;
  /** Cuts every connection, as a portal that is restarted does. */
  cut(): void;
  stop(): Promise<void>;
};

/** Serves POST handlers of routes over real HTTP, without building the app. Next does no more for them. */
export async function startRouteServer(routes: Record<string, Handler>, port = 0): Promise<RouteServer> {
  const server = createServer((request, response) => void answer(request, response));
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const handle: RouteServer = {
    url: "",
    calls: [],
    intercept: () => null,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    stop: () => close(server, handle.cut),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "";
    const body = await text(request).catch(() => "");
    const call = { path, headers: request.headers, body, status: 0 };
    handle.calls.push(call);
    const instead = await handle.intercept(path, body);
    if (instead === "drop") return request.socket.destroy();
    const made = instead instanceof Response ? instead : await work(request, response, body);
    if (instead === "lose") return request.socket.destroy();
    call.status = made.status;
    response.writeHead(made.status, Object.fromEntries(made.headers));
    response.end(Buffer.from(await made.arrayBuffer()));
  };
  const work = async (request: IncomingMessage, response: ServerResponse, body: string) => {
    const handler = routes[request.url ?? ""];
    if (!handler) return new Response("Not found", { status: 404 });
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    return handler(new Request(`${handle.url}${request.url}`, { method: "POST", headers, body, signal: gone.signal }));
  };
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  handle.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return handle;
}

async function close(server: Server, cut: () => void): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  cut();
  await closed;
}
