import type { Ids } from "@/lib/platform/ids";

const FIRST_MS = 500;
const MOST_MS = 30_000;
/** A proxy before the portal may ask for a day; the line would be gone as long after its fault is mended. */
const MOST_ASKED_MS = 5 * 60_000;

/**
 * How long to wait after so many failures in a row: doubling, up to half a minute, and at random between half and all of it, so that the
 * services of all firms do not come back to a portal in one moment.
 */
export function backOffMs(failures: number, chance: number): number {
  const whole = Math.min(MOST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(spread(whole, chance));
}

/** How long to wait when the portal, or a proxy before it, asked to be left alone for so many seconds: as long, but not for hours. */
export function askedBackOffMs(failures: number, chance: number, retryAfterSeconds: number | null): number {
  const asked = Math.min(MOST_ASKED_MS, Math.max(0, (retryAfterSeconds ?? 0) * 1000));
  return Math.max(asked, backOffMs(failures, chance));
}

/** At random between half and all of it. */
export function spread(ms: number, chance: number): number {
  return ms / 2 + (ms / 2) * chance;
}

/** A number from 0 to 1. */
export function chanceOf(ids: Ids): number {
  return Buffer.from(ids.token(), "base64url").readUInt32BE(0) / 2 ** 32;
}
