import { type DeriveKeyFunction, solveChallenge } from "altcha-lib";
import type { CaptchaChallenge } from "@/lib/captcha/model";

/** Finds the number of a challenge, off the thread that draws. Null where it was stopped. @throws where the browser gives no cryptography */
export async function solveAltcha(challenge: CaptchaChallenge, controller: AbortController): Promise<string | null> {
  const solution = await solveChallenge({ challenge, deriveKey, controller, counterStart: 1 });
  return solution && btoa(JSON.stringify({ challenge, solution }));
}

/** PBKDF2 as the browser has it; the library's own is Node's. */
const deriveKey: DeriveKeyFunction = async ({ cost, keyLength }, salt, password) => {
  const key = await crypto.subtle.importKey("raw", bytesOf(password), "PBKDF2", false, ["deriveBits"]);
  const rule = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: cost };
  return { derivedKey: new Uint8Array(await crypto.subtle.deriveBits(rule, key, keyLength * 8)) };
};

function bytesOf(view: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view);
}
