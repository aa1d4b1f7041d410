import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysOfPeriod, type Period } from "./period-days";

describe("daysOfPeriod", () => {
  // 2026-11-21 is a Saturday.
  it.each<[Period, string, string, string]>([
    ["today", "2026-11-21", "2026-11-21", "2026-11-21"],
    ["yesterday", "2026-03-01", "2026-02-28", "2026-02-28"],
    ["this_week", "2026-11-21", "2026-11-16", "2026-11-22"],
    ["this_week", "2026-11-22", "2026-11-16", "2026-11-22"],
    ["this_week", "2026-11-16", "2026-11-16", "2026-11-22"],
    ["last_week", "2026-11-21", "2026-11-09", "2026-11-15"],
    ["this_month", "2028-02-10", "2028-02-01", "2028-02-29"],
    ["last_month", "2026-01-31", "2025-12-01", "2025-12-31"],
    ["this_year", "2026-11-21", "2026-01-01", "2026-12-31"],
    ["last_7_days", "2026-11-03", "2026-10-28", "2026-11-03"],
    ["last_30_days", "2026-11-21", "2026-10-23", "2026-11-21"],
    ["last_90_days", "2026-11-21", "2026-08-24", "2026-11-21"],
  ])("%s on %s is %s to %s", (period, today, from, to) => {
    expect(daysOfPeriod(period, today)).toEqual({ from, to });
  });

  it("puts one week, and one month, beside the next without a gap", () => {
    const days = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const today = date.toISOString().slice(0, 10);
        expect(addDays(daysOfPeriod("last_week", today).to, 1)).toBe(daysOfPeriod("this_week", today).from);
        expect(addDays(daysOfPeriod("last_month", today).to, 1)).toBe(daysOfPeriod("this_month", today).from);
      }),
    );
  });
});
