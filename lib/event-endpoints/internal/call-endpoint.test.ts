import { lookup } from "node:dns";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { callEndpoint } from "./call-endpoint";

vi.mock("node:dns", async (original) => ({ ...(await original<typeof import("node:dns")>()), lookup: vi.fn() }));

let server: Server | null = null;
const open = new Set<Socket>();
afterEach(() => {
  vi.restoreAllMocks();
  for (const socket of open) socket.destroy();
  server?.close();
  server = null;
});

/** A program that says just this to whatever it is asked; what it was asked lands in `heard`. */
async function program(answer: string, heard: string[] = []): Promise<string> {
  const made = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (part) => heard.push(String(part)));
    socket.once("data", () => socket.write(answer));
  });
  server = made;
  await new Promise<void>((done) => made.listen(0, "127.0.0.1", done));
  const address = made.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/events`;
}

const call = (url: string, allowsLocal = true) => callEndpoint({ url, body: '{"é":1}', headers: {}, allowsLocal });
/** What the name is said to lead to. */
const leadsTo = (...addresses: string[]) =>
  vi.mocked(lookup).mockImplementation(((_host: string, _options: unknown, done: (...said: unknown[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    )) as unknown as typeof lookup);

it.each([
  ["200 OK", { isTaken: true, status: 200, error: "" }],
  ["204 No Content", { isTaken: true, status: 204, error: "" }],
  ["302 Found\r\nLocation: http://127.0.0.1:1/", { isTaken: false, status: 302, error: "refused" }],
  ["500 Internal Server Error", { isTaken: false, status: 500, error: "refused" }],
])("reads %s, and nothing of an answer without an end", async (head, result) => {
  const url = await program(`HTTP/1.1 ${head}\r\nContent-Length: 999999999\r\n\r\nx`);
  expect(await call(url)).toEqual(result);
});

it.each([
  "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  "SSH-2.0-OpenSSH_9.6\r\n",
])("comes back from %j", async (answer) => {
  expect(await call(await program(answer))).toEqual({ isTaken: false, status: 0, error: "unreachable" });
});

it("waits ten seconds and no longer", async () => {
  const { timeout } = AbortSignal;
  const asked = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => timeout.call(AbortSignal, 20));
  expect(await call(await program(""))).toEqual({ isTaken: false, status: 0, error: "timeout" });
  expect(asked).toHaveBeenCalledWith(10_000);
});

it("sends the body whole, as JSON", async () => {
  const heard: string[] = [];
  await call(await program("HTTP/1.1 200 OK\r\n\r\n", heard));
  expect(heard.join("")).toMatch(/content-type: application\/json\r\ncontent-length: 8\r\n[\s\S]*\{"é":1\}$/i);
});

it.each([["10.0.0.5"], ["8.8.8.8", "169.254.169.254"], ["2606:4700:4700::1111", "::ffff:10.0.0.5"], ["fe80::1%eth0"]])(
  "does not call a name that leads to %s and perhaps %s",
  async (...addresses) => {
    leadsTo(...addresses.filter((one) => typeof one === "string"));
    expect(await call("https://events.example/", false)).toEqual({
      isTaken: false,
      status: 0,
      error: "address_private",
    });
  },
);

it("calls nothing without TLS where only the open internet may be called", async () => {
  expect(await call("http://events.example/", false)).toEqual({ isTaken: false, status: 0, error: "refused" });
});
