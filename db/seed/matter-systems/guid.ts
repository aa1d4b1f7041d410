import { createHash } from "node:crypto";

/** A guid as text, always the same for the same words. */
export function guidOf(words: string): string {
  const hex = createHash("md5").update(`docketpay/${words}`).digest("hex").toUpperCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
