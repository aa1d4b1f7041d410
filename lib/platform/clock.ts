/** Time comes from here only, so that tests and the test clock can set it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands at one instant; for `?now=` of cron routes and for tests. */
export function fixedClock(instant: Date): Clock {
  return { now: () => new Date(instant) };
}
