import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type ResendCall = { idempotencyKey: string; to: string; subject: string; from: string; attachments: unknown[] };

export type FakeResend = {
  url: string;
  /** Every request, also those that Resend would recognise as a repetition. */
  calls: ResendCall[];
  /** The mail headers of each request. */
  headers: Record<string, string>[];
  /** What is to come back with the events of each mail. */
  tags: { name: string; value: string }[][];
  /** What would have gone out: one mail per key. */
  delivered(): ResendCall[];
  /** The next requests are answered like this, one after the other; then all are taken. */
  answerNext(...answers: { status: number; body: unknown }[]): void;
  /** Takes requests and never answers, until called with false. */
  hang(isHanging: boolean): void;
  stop(): Promise<void>;
};

/** A local double of Resend's mail endpoint. */
export async function startFakeResend(): Promise<FakeResend> {
  const calls: ResendCall[] = [];
  const headers: Record<string, string>[] = [];
  const tags: FakeResend["tags"] = [];
  const answers: { status: number; body: unknown }[] = [];
  let isHanging = false;
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await readAll(request)) as {
      to: string[];
      subject: string;
      from: string;
      attachments?: unknown[];
      headers?: Record<string, string>;
      tags?: FakeResend["tags"][number];
    };
    tags.push(body.tags ?? []);
    headers.push(body.headers ?? {});
    calls.push({
      idempotencyKey: String(request.headers["idempotency-key"]),
      to: body.to.join(),
      subject: body.subject,
      from: body.from,
      attachments: body.attachments ?? [],
    });
    if (isHanging) return;
    const answer = answers.shift() ?? { status: 200, body: { id: `resend-${calls.length}` } };
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    headers,
    tags,
    delivered: () => [...new Map(calls.map((call) => [call.idempotencyKey, call])).values()],
    answerNext: (...next) => void answers.push(...next),
    hang: (value) => {
      isHanging = value;
    },
    stop: () => closeServer(server),
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
