// Stands in for the program's file that touches the disk: the same, but slow, heard, and at times full. Only a process of the harness
// ever sees it.
import { open, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import * as real from "@/connect/drops/durable-files";
import { noteReplaced } from "../child/replaced";

noteReplaced("drop-slow");

const slowMs = Number(process.env.CRASH_SLOW_MS ?? "0");
const diskFull = Number(process.env.CRASH_DISK_FULL ?? "0");

export async function slowly<T>(step: string, work: () => Promise<T>): Promise<T> {
  process.send?.({ kind: "step", step, at: "before" });
  await sleep(Math.random() * slowMs);
  const result = await work();
  process.send?.({ kind: "step", step, at: "after" });
  await sleep(Math.random() * slowMs);
  return result;
}

function noSpace(): Error {
  return Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
}

/** The real one's steps, with a rest in the middle of the bytes; a full disk ends it there. */
async function writeInHalves(path: string, bytes: Uint8Array): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, "wx");
  try {
    const middle = Math.floor(bytes.length / 2);
    await file.write(bytes, 0, middle);
    await sleep(Math.random() * slowMs);
    if (Math.random() < diskFull) throw noSpace();
    await file.write(bytes, middle);
    await file.sync();
  } finally {
    await file.close();
  }
}

export const writeNewFile: typeof real.writeNewFile = (path, bytes) =>
  slowly("writeNewFile", () => writeInHalves(path, bytes));

export const replaceFile: typeof real.replaceFile = (path, bytes) =>
  slowly("replaceFile", async () => {
    if (Math.random() < diskFull) throw noSpace();
    await real.replaceFile(path, bytes);
  });

export const touchFile: typeof real.touchFile = (path) => real.touchFile(path);
export const giveName: typeof real.giveName = (path, name) => slowly("giveName", () => real.giveName(path, name));
export const removeFile: typeof real.removeFile = (path) => real.removeFile(path);
export const readBytes: typeof real.readBytes = (path) => slowly("readBytes", () => real.readBytes(path));
export const readMark: typeof real.readMark = (path) => real.readMark(path);
export const makeFolder: typeof real.makeFolder = (path) => real.makeFolder(path);
export const syncFolder: typeof real.syncFolder = (path) => slowly("syncFolder", () => real.syncFolder(path));
export const { isCode } = real;
