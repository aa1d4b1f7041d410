import type { Clock } from "@/lib/platform/clock";
import type { SharedTime } from "./model";

/**
 * Minutes pass in milliseconds, for all processes alike, so that every wait of the program keeps its proportion to every other. What
 * must not be faster is the gateway's own time: its limit per call stays small beside the program's waits, as it is in earnest.
 */
export function sharedClock(time: SharedTime): Clock {
  return { now: () => new Date(time.startedAtMs + (Date.now() - time.startedAtMs) * time.speed + time.aheadMs) };
}
