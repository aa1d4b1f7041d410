import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hash,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env";

/** SHA-256 in hex: the form in which tokens and keys are stored. They are 256-bit random, so no salt is needed. */
export function hashToken(token: string): string {
  return hash("sha256", token, "hex");
}

/** Compares two secrets without telling by time where they differ. */
export function secretsEqual(a: string, b: string): boolean {
  const key = "compare";
  const digest = (text: string) => createHmac("sha256", key).update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * AES-256-GCM with a random nonce. `place` ("frm_1/pay_links.token") is bound to the text, so that a sealed value copied to
 * another firm or column does not open.
 */
export function seal(plain: string, place: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(env().ENCRYPTION_KEY), nonce);
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** @throws Error when the value was sealed with another key or for another place */
export function unseal(sealed: string, place: string): string {
  const { ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS } = env();
  try {
    return open(sealed, place, ENCRYPTION_KEY);
  } catch (error) {
    if (!ENCRYPTION_KEY_PREVIOUS) throw error;
    return open(sealed, place, ENCRYPTION_KEY_PREVIOUS);
  }
}

/**
 * 256-bit tokens for a place ("frm_1/staff_tokens/tok_1") that nobody without the key can make: by the present key and, while keys
 * change, by the one before it. A mail can be written from ids alone, and the database keeps no more than a hash.
 */
export function deriveTokens(place: string): string[] {
  const { ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS } = env();
  return [ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS]
    .filter((secret) => secret !== "")
    .map((secret) => createHmac("sha256", keyOf(secret)).update(`token:${place}`).digest("base64url"));
}

function open(sealed: string, place: string, secret: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  // Without the length, a tag cut to four bytes would do, and four bytes can be guessed.
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

// Any text of 32 characters or more becomes a 256-bit key.
function keyOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
