import { createHash } from "node:crypto";
import type { FileEncoding } from "./model";

/** The bytes of a file's content, as every reader of it sees them. */
export function encodePostingFile({ content, encoding }: { content: string; encoding: FileEncoding }): Buffer {
  return Buffer.from(content, encoding);
}

/** SHA-256 of those bytes in hex. */
export function hashPostingFile(file: { content: string; encoding: FileEncoding }): string {
  return createHash("sha256").update(encodePostingFile(file)).digest("hex");
}
