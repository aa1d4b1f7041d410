import type { CaptchaKind } from "./model";

/** For how long a challenge may be answered: a page lies open while a card is fetched. */
export const CHALLENGE_LIFE_MS = 20 * 60_000;

/** How long an answer is remembered, so that it counts once. Longer than any answer lives: Google's live two minutes. */
export const ANSWER_KEPT_MS = 60 * 60_000;

/**
 * The work of a challenge: the device tries one number after the other, each as dear as `COST` rounds of SHA-256, until it meets one that lies
 * below `MOST_TRIES`. On average a million rounds: a fraction of a second on a desk, two or three on an old phone, while its owner types.
 */
export const COST = 5_000;
export const MOST_TRIES = 400;

/** What a payer really meets. Where this deployment has no keys for Google, the built-in one stands in. */
export function captchaInUse(wanted: CaptchaKind, hasRecaptcha: boolean): CaptchaKind {
  return wanted === "recaptcha" && !hasRecaptcha ? "altcha" : wanted;
}
