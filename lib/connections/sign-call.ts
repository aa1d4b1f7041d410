import { createHash, createHmac } from "node:crypto";
import type { LineCall } from "./model";
import { textToSign } from "./rules";

/** The signature of one call: `v1=` and HMAC-SHA256 in hex. Both sides make it; the portal compares in constant time. */
export function signCall(
  secret: string,
  call: { name: LineCall; time: string; nonce: string; body: Uint8Array },
): string {
  const bodyHash = createHash("sha256").update(call.body).digest("hex");
  const text = textToSign({ ...call, bodyHash });
  return `v1=${createHmac("sha256", secret).update(text).digest("hex")}`;
}
