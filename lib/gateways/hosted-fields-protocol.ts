import type { MethodSummary } from "./port";

/**
 * What a page and a gateway's framed fields say to each other by `postMessage`. No card or bank number is ever part of it: numbers
 * stay in the frame, only a one-time token leaves.
 *
 * The page checks `event.source` and addresses the frame with "*" (its messages hold no secret); the frame addresses exactly the
 * page's origin and accepts messages from there only.
 *
 * Order: the page says `hello` until the frame has said `ready`; the frame says `resize` whenever its height changes; on `tokenize`
 * it answers `token`, or shows what is wrong, focuses the first such field and answers `invalid`; `enter` means that the payer
 * pressed Enter in a field and wants to pay.
 */
export const FIELDS_CHANNEL = "gateway-fields";

export type PageMessage =
  | { channel: typeof FIELDS_CHANNEL; type: "hello" }
  | { channel: typeof FIELDS_CHANNEL; type: "tokenize"; requestId: number };

export type FieldsMessage =
  | { channel: typeof FIELDS_CHANNEL; type: "ready" }
  | { channel: typeof FIELDS_CHANNEL; type: "resize"; heightPx: number }
  | { channel: typeof FIELDS_CHANNEL; type: "token"; requestId: number; token: string; method: MethodSummary }
  | { channel: typeof FIELDS_CHANNEL; type: "invalid"; requestId: number }
  | { channel: typeof FIELDS_CHANNEL; type: "enter" };

/** `invalid`: the frame shows why. `unavailable`: the frame did not answer, such as when it could not be loaded. */
export type TokenAnswer =
  | { ok: true; token: string; method: MethodSummary }
  | { ok: false; reason: "invalid" | "unavailable" };

/**
 * A gateway's challenge page says `{channel, type: "challenge-done"}` to the page that framed it, once the payer has answered. What
 * the answer was is asked of the gateway. Before that it may say `{channel, type: "resize", heightPx}`.
 */
export const CHALLENGE_CHANNEL = "gateway-challenge";

/** Null for a message that is none of ours, whatever its shape. */
export function readFieldsMessage(data: unknown): FieldsMessage | null {
  if (!isRecord(data) || data.channel !== FIELDS_CHANNEL) return null;
  const { type, requestId, heightPx, token, method } = data;
  const channel = FIELDS_CHANNEL;
  if (type === "ready" || type === "enter") return { channel, type };
  if (type === "resize" && typeof heightPx === "number" && heightPx > 0 && heightPx < 4_000)
    return { channel, type, heightPx };
  if (type === "invalid" && typeof requestId === "number") return { channel, type, requestId };
  if (type === "token" && typeof requestId === "number" && typeof token === "string" && isMethod(method)) {
    return { channel, type, requestId, token, method };
  }
  return null;
}

export function isChallengeDone(data: unknown): boolean {
  return isRecord(data) && data.channel === CHALLENGE_CHANNEL && data.type === "challenge-done";
}

/** Null for a message that tells no height of a challenge. */
export function readChallengeHeight(data: unknown): number | null {
  if (!isRecord(data) || data.channel !== CHALLENGE_CHANNEL || data.type !== "resize") return null;
  return typeof data.heightPx === "number" && data.heightPx > 0 && data.heightPx < 4_000 ? data.heightPx : null;
}

function isMethod(value: unknown): value is MethodSummary {
  if (!isRecord(value)) return false;
  return (
    (value.kind === "card" || value.kind === "echeck") &&
    typeof value.brand === "string" &&
    typeof value.last4 === "string"
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
