import { inflateRawSync } from "node:zlib";

const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;

/** The files of a ZIP archive by name, read from its table of contents. @throws Error when it is none */
export function readArchive(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== END_MARK) throw new Error("This is no ZIP archive.");
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== ENTRY_MARK) throw new Error("Its table of contents is broken.");
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    files.set(name, contentAt(bytes, bytes.readUInt32LE(at + 42), size, method));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (noteLength ?? 0);
  }
  return files;
}

function contentAt(bytes: Buffer, header: number, size: number, method: number): string {
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const content = bytes.subarray(start, start + size);
  return (method === 0 ? content : inflateRawSync(content)).toString("utf8");
}
