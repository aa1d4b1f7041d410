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
