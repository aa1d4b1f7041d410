import type { ServerResponse } from "node:http";

type Written = (error?: Error | null) => void;

/**
 * Keeps what is written to an answer until its end and sends it as one piece, head and all. Next sends the head of a page, then its
 * HTML, then its data, each with a system call of its own, although a payment page is drawn whole before the first of them.
 */
export function sendInOnePiece(response: ServerResponse): void {
  const parts: Buffer[] = [];
  const end = response.end.bind(response);

  function keep(chunk: unknown, encoding: unknown, done: unknown): void {
    if (typeof chunk === "string")
      parts.push(Buffer.from(chunk, typeof encoding === "string" ? bufferEncoding(encoding) : "utf8"));
    else if (chunk instanceof Uint8Array) parts.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    const written = [encoding, done].find((one): one is Written => typeof one === "function");
    if (written) process.nextTick(written);
  }

  response.flushHeaders = () => undefined;
  response.write = (chunk: unknown, encoding?: unknown, done?: unknown) => {
    keep(chunk, encoding, done);
    return true;
  };
  response.end = (chunk?: unknown, encoding?: unknown, done?: unknown) => {
    if (typeof chunk !== "function") keep(chunk, encoding, undefined);
    const ended = [chunk, encoding, done].find((one): one is () => void => typeof one === "function");
    const body = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts.length = 0;
    return body && body.length > 0 ? end(body, ended) : end(ended);
  };
}

function bufferEncoding(name: string): BufferEncoding {
  return Buffer.isEncoding(name) ? name : "utf8";
}
