import { type BigIntStats, constants } from "node:fs";
import { link, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** What tells one file from another, and whether it was ever linked since it was looked at. */
export type FileMark = { device: string; inode: string; bytes: string; changedNs: string; links: number };

/** A new file with these bytes, on the disk when it returns. An older one of the name is removed first. */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** Replaces a file of our own in one step: after a crash it holds the old or the new bytes, never a part. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  await writeNewFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}

/** Makes an empty file, only to see what time the volume gives it: nothing is waited for. */
export async function touchFile(path: string): Promise<void> {
  const file = await open(path, "w");
  await file.close();
}

/** Gives the file a second name in one step; never replaces one. Throws `EEXIST` when the name is taken. */
export async function giveName(path: string, name: string): Promise<void> {
  await link(path, name);
}

export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

export async function readBytes(path: string): Promise<Buffer | null> {
  return readFile(path).catch(ignoreAbsent);
}

/** Null when there is no such file. */
export async function readMark(path: string): Promise<FileMark | null> {
  const found = await stat(path, { bigint: true }).catch(ignoreAbsent);
  return found === null ? null : markOf(found);
}

function markOf({ dev, ino, size, ctimeNs, nlink }: BigIntStats): FileMark {
  return {
    device: String(dev),
    inode: String(ino),
    bytes: String(size),
    changedNs: String(ctimeNs),
    links: Number(nlink),
  };
}

export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}

/** Puts new and removed names of a folder on the disk. Windows keeps them by itself and cannot be asked. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

function ignoreAbsent(error: unknown): null {
  if (isCode(error, "ENOENT")) return null;
  throw error;
}
