import { createServer, get, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { sendInOnePiece } from "./send-in-one-piece";

type Answer = { head: Record<string, unknown>; body: string; pieces: number };

/** What a client gets of an answer that `write` writes. */
async function ask(write: (response: ServerResponse) => void, prepare = sendInOnePiece): Promise<Answer> {
  const server = createServer((_, response) => {
    prepare(response);
    write(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve, reject) => {
      get({ port, host: "127.0.0.1", agent: false }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        const tell = () =>
          resolve({ head: response.headers, body: Buffer.concat(parts).toString("utf8"), pieces: parts.length });
        response.on("end", tell);
      }).on("error", reject);
    });
  } finally {
    server.close();
  }
}

function writeLikeNext(response: ServerResponse): void {
  response.setHeader("X-Kept", "1");
  response.flushHeaders();
  response.write("<h1>Hartwell & Lowe</h1>");
  setImmediate(() => {
    response.write(Buffer.from("Montréal, "));
    setImmediate(() => response.end("$1,250.00"));
  });
}

describe("an answer that is sent in one piece", () => {
  it("comes whole, with its head and its length", async () => {
    const { head, body, pieces } = await ask(writeLikeNext);
    expect(body).toBe("<h1>Hartwell & Lowe</h1>Montréal, $1,250.00");
    expect(pieces).toBe(1);
    expect(head).toMatchObject({ "x-kept": "1", "content-length": String(Buffer.byteLength(body)) });
  });

  it("would have come in pieces", async () => {
    const { body, pieces } = await ask(writeLikeNext, () => undefined);
    expect(body).toBe("<h1>Hartwell & Lowe</h1>Montréal, $1,250.00");
    expect(pieces).toBeGreaterThan(1);
  });

  it("may be empty, and tells whoever waits for a write or for the end", async () => {
    const told: string[] = [];
    const { body } = await ask((response) => {
      response.write("", () => told.push("written"));
      response.end(() => told.push("ended"));
    });
    expect(body).toBe("");
    expect(told).toEqual(["written", "ended"]);
  });
});
