import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { PORT_TAKEN, waitUntilHealthy } from "./health.mjs";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A program that answers with these bodies, one after the other; the last one stays. */
async function listen(...bodies: string[]): Promise<string> {
  const server = createServer((_request, response) => response.end(bodies.length > 1 ? bodies.shift() : bodies[0]));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const lives = { exited: new Promise<number>(() => undefined) };
const ended = { exited: Promise.resolve(1) };
const body = (start: string) => JSON.stringify({ status: "ok", start });
const wait = (url: string, child: { exited: Promise<number> }, withinMs = 5_000) =>
  waitUntilHealthy({ url, startId: "mine", withinMs, child });

it("is content with its own app only", async () => {
  await wait(await listen(body("mine")), lives);
  await wait(await listen(body("another"), "{}", body("mine")), lives);
});

it.each([
  ["another start of the same program", body("another")],
  ["one that says no id", '{"status":"ok"}'],
  ["one that speaks no JSON", "<html>"],
])("takes %s not for its own: the port is taken", async (_who, text) => {
  const url = await listen(text);
  for (const waiting of [wait(url, ended), wait(url, lives, 200)])
    await expect(waiting).rejects.toMatchObject({
      code: PORT_TAKEN,
      message: expect.stringContaining("taken by another program"),
    });
});

it("says that the app ended where nobody answers", async () => {
  const url = await listen("{}");
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
  await expect(wait(url, ended)).rejects.toThrow("it ended with code 1");
  await expect(wait(url, lives, 100)).rejects.toThrow("did not answer");
});
