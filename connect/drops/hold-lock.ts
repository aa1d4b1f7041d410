import { createConnection, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isCode, removeFile } from "./durable-files";

const TRY_EVERY_MS = 50;
const TRIES = 400;

/**
 * Runs `work` while no other process of this machine does under the same name. The lock is a listening socket and not a file, because
 * the system takes a socket away with its process, however that ends. Throws when another holds it for 20 seconds.
 */
export async function holdLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const server = await take(name);
  try {
    return await work();
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

async function take(name: string): Promise<Server> {
  const path = addressOf(name);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const server = await listen(path);
    if (server) return server;
    if (isFile(path) && !(await isHeld(path))) await removeFile(path);
    await sleep(TRY_EVERY_MS);
  }
  throw new Error(
    "Another Connect service on this machine delivers from the same journal folder. Stop one of them, or give each a folder of its own.",
  );
}

function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => (isCode(error, "EADDRINUSE", "EACCES") ? resolve(null) : reject(error)));
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function addressOf(name: string): string {
  if (process.platform === "win32") return `\\\\.\\pipe\\docketpay-${name}`;
  // The leading zero keeps it out of the file system: nothing is left behind.
  if (process.platform === "linux") return `\0docketpay-${name}`;
  return join(tmpdir(), `docketpay-${name}.sock`);
}

/** Where sockets are files, a killed process leaves its own behind. */
function isFile(path: string): boolean {
  return isAbsolute(path) && process.platform !== "win32";
}

function isHeld(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    const answer = (held: boolean): void => {
      socket.destroy();
      resolve(held);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", (error) => answer(!isCode(error, "ECONNREFUSED")));
  });
}
