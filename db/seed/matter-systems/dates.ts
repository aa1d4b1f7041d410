const DAY_MS = 86_400_000;

/** "2026-11-01" and -1 make "2026-10-31". */
export function addDays(on: string, days: number): string {
  return new Date(Date.parse(on) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Of two calendar dates, the earlier. */
export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
