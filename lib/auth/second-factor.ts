import { Secret, TOTP } from "otpauth";
import { type QrShape, qrShapeOf } from "@/lib/documents/qr-shape";
import type { Ids } from "@/lib/platform/ids";
import { hashToken, seal, unseal } from "@/lib/platform/secrets";

/** RFC 6238 as every authenticator app knows it: SHA-1, six digits, steps of 30 seconds, a seed of 160 bits. */
const STEP_SECONDS = 30;
const DIGITS = 6;
const SEED_BYTES = 20;
/** A phone's clock may be one step off either way. */
const WINDOW = 1;
/** What was begun is finished within a quarter of an hour. */
const PENDING_MS = 15 * 60_000;
const RECOVERY_CODES = 10;
const RECOVERY_LENGTH = 16;

export type SecondFactorSetup = {
  /** The seed for typing, in groups of four. */
  secret: string;
  /** The same as a picture for the app's camera. */
  qr: QrShape;
  /** Sealed; comes back with the first code. */
  pending: string;
};

type Whose = { firmId: string; userId: string };

/** A new seed, which is nobody's until a code made with it has come back. */
export function beginSecondFactor(
  ids: Ids,
  now: Date,
  whose: Whose & { firmName: string; email: string },
): SecondFactorSetup {
  const seed = new Secret({ buffer: copyOf(Buffer.from(ids.token(), "base64url").subarray(0, SEED_BYTES)) });
  const uri = totpOf(seed, { issuer: `Docketpay ${whose.firmName}`, label: whose.email }).toString();
  const until = new Date(now.getTime() + PENDING_MS).toISOString();
  return {
    secret: (seed.base32.match(/.{1,4}/g) ?? []).join(" "),
    qr: qrShapeOf(uri),
    pending: seal(JSON.stringify({ userId: whose.userId, seed: seed.base32, until }), pendingPlace(whose.firmId)),
  };
}

/** The seed of `beginSecondFactor` and how it is stored; null when it is another user's, altered, or too old. */
export function openPending(pending: string, { firmId, userId }: Whose, now: Date): { seed: string } | null {
  try {
    const kept = JSON.parse(unseal(pending, pendingPlace(firmId))) as Record<string, unknown>;
    if (kept.userId !== userId || typeof kept.seed !== "string") return null;
    return new Date(String(kept.until)) > now ? { seed: kept.seed } : null;
  } catch {
    return null;
  }
}

/** The pending seed again, for a second try on the same page. @throws Error when it was altered */
export function showPending(pending: string, whose: Whose & { firmName: string; email: string }): SecondFactorSetup {
  const kept = JSON.parse(unseal(pending, pendingPlace(whose.firmId))) as { seed: string };
  const seed = Secret.fromBase32(kept.seed);
  const uri = totpOf(seed, { issuer: `Docketpay ${whose.firmName}`, label: whose.email }).toString();
  return { secret: (seed.base32.match(/.{1,4}/g) ?? []).join(" "), qr: qrShapeOf(uri), pending };
}

export function sealSeed(seed: string, whose: Whose): string {
  return seal(seed, seedPlace(whose));
}

export function unsealSeed(sealed: string, whose: Whose): string {
  return unseal(sealed, seedPlace(whose));
}

/**
 * The step that a code stands for, by the server's clock, or null for a wrong one. Also null for a step up to `lastStep`, whose code,
 * or a later one, was taken before.
 */
export function stepOfCode(seed: string, code: string, now: Date, lastStep: number): number | null {
  const digits = code.replace(/[\s-]/g, "");
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totpOf(Secret.fromBase32(seed)).validate({ token: digits, timestamp: now.getTime(), window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
  return step > lastStep ? step : null;
}

/** Ten codes of 80 bits, each for one sign-in without the app; shown once, kept as hashes. */
export function makeRecoveryCodes(ids: Ids): { codes: string[]; hashes: string[] } {
  const plain = Array.from({ length: RECOVERY_CODES }, () => {
    const bytes = copyOf(Buffer.from(ids.token(), "base64url").subarray(0, (RECOVERY_LENGTH * 5) / 8));
    return new Secret({ buffer: bytes }).base32;
  });
  return { codes: plain.map((code) => (code.match(/.{1,4}/g) ?? []).join("-")), hashes: plain.map(hashToken) };
}

/** The hash under which a typed recovery code would be kept; null for what cannot be one. */
export function hashOfRecoveryCode(typed: string): string | null {
  const plain = typed.replace(/[\s-]/g, "").toUpperCase();
  return new RegExp(`^[A-Z2-7]{${RECOVERY_LENGTH}}$`).test(plain) ? hashToken(plain) : null;
}

function totpOf(secret: Secret, names: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ ...names, secret, algorithm: "SHA1", digits: DIGITS, period: STEP_SECONDS });
}

function copyOf(bytes: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

function pendingPlace(firmId: string): string {
  return `${firmId}/users.totp_pending`;
}

function seedPlace({ firmId, userId }: Whose): string {
  return `${firmId}/users.totp_sealed/${userId}`;
}
