import fc from "fast-check";
import { expect, it } from "vitest";
import { dateInZone } from "./date-in-zone";

it.each([
  ["2026-05-04T03:59:00Z", "America/New_York", "2026-05-03"],
  ["2026-05-04T04:00:00Z", "America/New_York", "2026-05-04"],
  ["2026-01-01T04:59:59Z", "America/New_York", "2025-12-31"],
  ["2026-05-04T23:00:00Z", "Europe/Paris", "2026-05-05"],
  ["2026-05-04T12:00:00Z", "UTC", "2026-05-04"],
])("%s in %s is %s", (instant, zone, day) => {
  expect(dateInZone(new Date(instant), zone)).toBe(day);
});

it("says the same whatever was asked before", () => {
  const written = (date: Date, timeZone: string) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(date);
  const zone = fc.constantFrom("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "UTC");
  const start = Date.UTC(2026, 2, 8);
  // Seconds around midnights and the change of clocks.
  const second = fc.integer({ min: 0, max: 3 * 86_400 }).map((seconds) => new Date(start + seconds * 1000));
  fc.assert(
    fc.property(fc.array(fc.tuple(second, zone), { minLength: 2, maxLength: 40 }), (asked) => {
      for (const [date, timeZone] of asked) expect(dateInZone(date, timeZone)).toBe(written(date, timeZone));
    }),
    { numRuns: 60 },
  );
});
