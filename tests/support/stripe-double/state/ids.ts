import { createHash } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Names that look like Stripe's and are the same again for the same seed. */
export class Ids {
  private used = 0;

  constructor(private readonly seed: number) {}

  /** `pi_` and 24 characters; the later half of a client secret when `prefix` is empty. */
  next(prefix: string, length = 24): string {
    this.used += 1;
    return prefix + mix(`${this.seed}:id:${this.used}`, length);
  }

  get count(): number {
    return this.used;
  }

  skipTo(count: number): void {
    this.used = Math.max(this.used, count);
  }
}

/** A fixed text from another: fingerprints and ids. */
export function mix(text: string, length: number): string {
  let out = "";
  for (let block = 0; out.length < length; block++) {
    for (const byte of createHash("sha256").update(`${text}:${block}`).digest())
      out += ALPHABET[byte % ALPHABET.length];
  }
  return out.slice(0, length);
}

/** A figure from 0 up to 1, spread evenly; the same for the same parts. */
export function chance(...parts: (string | number)[]): number {
  return createHash("sha256").update(parts.join(":")).digest().readUInt32BE(0) / 2 ** 32;
}
