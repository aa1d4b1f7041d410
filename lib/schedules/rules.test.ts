import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { Frequency, MonthDay, ScheduleCalendar, SchedulePlan } from "./model";
import { previewSchedule, runDates, runInstant } from "./rules";

const NEW_YORK = "America/New_York";
const money = { amountCents: 10_000 };

function dates(changes: Partial<ScheduleCalendar> & { count?: number }): string[] {
  const plan: SchedulePlan = { frequency: "monthly", startDate: "2026-01-31", timeZone: NEW_YORK, money, ...changes };
  return previewSchedule(plan, changes.count ?? 5).map(({ date }) => date);
}

describe("days", () => {
  it.each<[string, Partial<ScheduleCalendar>, string[]]>([
    ["single", { frequency: "single", startDate: "2026-03-08" }, ["2026-03-08"]],
    [
      "daily over a month's end",
      { frequency: "daily", startDate: "2026-02-27" },
      ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03"],
    ],
    [
      "weekly",
      { frequency: "weekly", startDate: "2026-12-24" },
      ["2026-12-24", "2026-12-31", "2027-01-07", "2027-01-14", "2027-01-21"],
    ],
    [
      "biweekly",
      { frequency: "biweekly", startDate: "2026-12-24" },
      ["2026-12-24", "2027-01-07", "2027-01-21", "2027-02-04", "2027-02-18"],
    ],
    ["monthly on the 31st, which returns", {}, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]],
    [
      "monthly on the 30th",
      { startDate: "2026-01-30" },
      ["2026-01-30", "2026-02-28", "2026-03-30", "2026-04-30", "2026-05-30"],
    ],
    [
      "monthly in a leap year",
      { startDate: "2028-01-31" },
      ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"],
    ],
    [
      "monthly from the last of February keeps the 28th",
      { startDate: "2026-02-28" },
      ["2026-02-28", "2026-03-28", "2026-04-28", "2026-05-28", "2026-06-28"],
    ],
    [
      "quarterly",
      { frequency: "quarterly", startDate: "2026-08-31" },
      ["2026-08-31", "2026-11-30", "2027-02-28", "2027-05-31", "2027-08-31"],
    ],
    [
      "semi-annual",
      { frequency: "semi_annual", startDate: "2026-08-31" },
      ["2026-08-31", "2027-02-28", "2027-08-31", "2028-02-29", "2028-08-31"],
    ],
    [
      "annual from a leap day",
      { frequency: "annual", startDate: "2028-02-29" },
      ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"],
    ],
    [
      "twice a month",
      { frequency: "twice_monthly", startDate: "2026-01-01", days: [1, 15] },
      ["2026-01-01", "2026-01-15", "2026-02-01", "2026-02-15", "2026-03-01"],
    ],
    [
      "twice a month, listed backwards",
      { frequency: "twice_monthly", startDate: "2026-01-02", days: [15, 1] },
      ["2026-01-15", "2026-02-01", "2026-02-15", "2026-03-01", "2026-03-15"],
    ],
    [
      "twice a month with the last day",
      { frequency: "twice_monthly", startDate: "2026-01-16", days: [15, "last"] },
      ["2026-01-31", "2026-02-15", "2026-02-28", "2026-03-15", "2026-03-31"],
    ],
    [
      "two days that fall on one date",
      { frequency: "twice_monthly", startDate: "2026-01-30", days: [30, 31] },
      ["2026-01-30", "2026-01-31", "2026-02-28", "2026-03-30", "2026-03-31"],
    ],
    [
      "the 31st and the last day",
      { frequency: "twice_monthly", startDate: "2026-01-01", days: [31, "last"] },
      ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"],
    ],
    [
      "one day twice",
      { frequency: "twice_monthly", startDate: "2026-01-10", days: [10, 10] },
      ["2026-01-10", "2026-02-10", "2026-03-10", "2026-04-10", "2026-05-10"],
    ],
  ])("%s", (_name, changes, expected) => {
    expect(dates(changes)).toEqual(expected);
  });
});

describe("instants", () => {
  it.each<[string, string, string, number | undefined, string]>([
    ["winter", "2026-11-21", NEW_YORK, undefined, "2026-11-21T14:00:00Z"],
    ["summer", "2026-07-01", NEW_YORK, undefined, "2026-07-01T13:00:00Z"],
    ["an hour that is left out moves forward", "2026-03-08", NEW_YORK, 2, "2026-03-08T07:00:00Z"],
    ["the hour after it", "2026-03-08", NEW_YORK, 3, "2026-03-08T07:00:00Z"],
    ["an hour that comes twice is the first", "2026-11-01", NEW_YORK, 1, "2026-11-01T05:00:00Z"],
    ["midnight", "2026-01-01", NEW_YORK, 0, "2026-01-01T05:00:00Z"],
    ["a midnight that is left out", "2018-11-04", "America/Sao_Paulo", 0, "2018-11-04T03:00:00Z"],
    ["half an hour of summer time", "2026-10-04", "Australia/Lord_Howe", 2, "2026-10-03T15:30:00Z"],
    ["a day that an island left out", "2011-12-30", "Pacific/Apia", 9, "2011-12-30T19:00:00Z"],
    ["UTC", "2026-01-01", "UTC", 23, "2026-01-01T23:00:00Z"],
    ["an odd offset", "2026-01-01", "Asia/Kathmandu", 9, "2026-01-01T03:15:00Z"],
  ])("%s", (_name, date, timeZone, hour, expected) => {
    expect(runInstant(date, { timeZone, hour })).toBe(expected);
  });
});

describe("amounts and ends", () => {
  const base = { frequency: "weekly", startDate: "2026-01-02", timeZone: NEW_YORK } as const;
  const amounts = (plan: Partial<SchedulePlan>) =>
    previewSchedule({ ...base, money, ...plan }, 120).map(({ amountCents }) => amountCents);

  it("shares a total in parts that differ by at most one cent, larger first", () => {
    expect(amounts({ money: { totalCents: 100_00, count: 3 }, count: 3 })).toEqual([3334, 3333, 3333]);
    expect(amounts({ money: { totalCents: 3, count: 3 }, count: 3 })).toEqual([1, 1, 1]);
  });

  it("ends after so many runs, on a day, or when a total is reached", () => {
    expect(amounts({ count: 4 })).toHaveLength(4);
    expect(amounts({ endDate: "2026-01-16" })).toHaveLength(3);
    expect(amounts({ endDate: "2026-01-15" })).toHaveLength(2);
    expect(amounts({ endDate: "2026-01-02" })).toHaveLength(1);
    expect(amounts({ stopAtTotalCents: 25_000 })).toEqual([10_000, 10_000, 5_000]);
    expect(amounts({ stopAtTotalCents: 20_000 })).toEqual([10_000, 10_000]);
    expect(amounts({ stopAtTotalCents: 1 })).toEqual([1]);
    expect(amounts({ money: { totalCents: 100, count: 3 }, count: 3, stopAtTotalCents: 50 })).toEqual([34, 16]);
    expect(amounts({ frequency: "single", stopAtTotalCents: 9_999_999 })).toEqual([10_000]);
  });

  it("shows so many runs of an endless plan", () => {
    expect(amounts({})).toHaveLength(120);
    expect(previewSchedule({ ...base, frequency: "annual", money }, 120).at(-1)?.date).toBe("2145-01-02");
  });

  it("begins twice-monthly plans after their end with nothing", () => {
    expect(
      amounts({ frequency: "twice_monthly", startDate: "2026-01-16", days: [1, 15], endDate: "2026-01-20" }),
    ).toEqual([]);
  });
});

/** Every zone whose clocks are unusual somewhere, beside the ordinary ones. */
const ZONES = [
  "America/New_York",
  "America/Sao_Paulo",
  "Europe/Dublin",
  "Africa/Casablanca",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "America/St_Johns",
  "Asia/Tehran",
  "Antarctica/Troll",
  "Asia/Kathmandu",
  "UTC",
];
const zone = fc.constantFrom(...ZONES);
const hour = fc.integer({ min: 0, max: 23 });
const start = fc
  .tuple(fc.integer({ min: 1995, max: 2060 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, day]) => Temporal.PlainDate.from({ year, month, day }, { overflow: "constrain" }).toString());
const monthDay: fc.Arbitrary<MonthDay> = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant("last" as const));
const runs = { numRuns: 150 };

describe("whatever the plan", () => {
  const STEP_MONTHS: Partial<Record<Frequency, number>> = { monthly: 1, quarterly: 3, semi_annual: 6, annual: 12 };

  it("the monthly kinds run once in each period, on the day of the start or the last of a shorter month", () => {
    fc.assert(
      fc.property(
        start,
        zone,
        fc.constantFrom(...(Object.keys(STEP_MONTHS) as Frequency[])),
        (startDate, timeZone, frequency) => {
          const first = Temporal.PlainDate.from(startDate);
          const months = STEP_MONTHS[frequency] ?? 0;
          for (const [index, date] of dates({ frequency, startDate, timeZone, count: 60 })
            .map((text) => Temporal.PlainDate.from(text))
            .entries()) {
            const month = first.toPlainYearMonth().add({ months: months * index });
            expect(date.toPlainYearMonth().toString()).toBe(month.toString());
            expect(date.day).toBe(Math.min(first.day, month.daysInMonth));
          }
        },
      ),
      runs,
    );
  });

  it("days follow each other without a gap or a repetition", () => {
    fc.assert(
      fc.property(
        start,
        zone,
        fc.constantFrom<[Frequency, number]>(["daily", 1], ["weekly", 7], ["biweekly", 14]),
        (startDate, timeZone, [frequency, days]) => {
          const all = dates({ frequency, startDate, timeZone, count: 120 });
          const steps = all.slice(1).map((date, index) => Temporal.PlainDate.from(all[index] ?? "").until(date).days);
          expect(new Set(steps)).toEqual(new Set([days]));
        },
      ),
      runs,
    );
  });

  it("twice a month runs on each listed day of each month once, and never before the start", () => {
    fc.assert(
      fc.property(start, fc.tuple(monthDay, monthDay), (startDate, days) => {
        const all = dates({ frequency: "twice_monthly", startDate, days, count: 60 });
        expect(all).toEqual([...new Set(all)].sort());
        expect(all.every((date) => date >= startDate)).toBe(true);
        const end = all.at(-1) ?? "";
        const expected = new Set<string>();
        for (let day = Temporal.PlainDate.from(startDate); day.toString() <= end; day = day.add({ days: 1 })) {
          const isListed = days.some(
            (listed) => day.day === (listed === "last" ? day.daysInMonth : Math.min(listed, day.daysInMonth)),
          );
          if (isListed) expected.add(day.toString());
        }
        expect(all).toEqual([...expected]);
      }),
      { numRuns: 80 },
    );
  });

  it("clocks never skip or double a run: each is on its own day at its hour, or moved forward by a leap of the clocks", () => {
    fc.assert(
      fc.property(start, zone, hour, (startDate, timeZone, at) => {
        const plan: SchedulePlan = { frequency: "daily", startDate, timeZone, hour: at, money };
        const all = previewSchedule(plan, 120);
        expect(new Set(all.map(({ date }) => date)).size).toBe(120);
        let before = "";
        for (const { date, at: instant } of all) {
          const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
          const wanted = Temporal.PlainDate.from(date).toPlainDateTime({ hour: at });
          const moved = Temporal.PlainDateTime.compare(local.toPlainDateTime(), wanted);
          expect(moved).toBeGreaterThanOrEqual(0);
          if (moved === 0) {
            // Nothing earlier shows the same time on the clock.
            const earlier = local.subtract({ hours: 1 });
            expect(earlier.hour !== at || earlier.toPlainDate().toString() !== date).toBe(true);
          }
          expect(instant >= before).toBe(true);
          before = instant;
        }
      }),
      { numRuns: 50 },
    );
  });

  it("the parts of a total add up to it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999_999 }),
        fc.integer({ min: 1, max: 120 }),
        (totalCents, count) => {
          fc.pre(totalCents >= count);
          const plan: SchedulePlan = {
            frequency: "daily",
            startDate: "2026-01-01",
            timeZone: NEW_YORK,
            money: { totalCents, count },
            count,
          };
          const amounts = previewSchedule(plan, 120).map(({ amountCents }) => amountCents);
          expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(totalCents);
          expect((amounts[0] ?? 0) - (amounts.at(-1) ?? 0)).toBeLessThanOrEqual(1);
          expect(amounts).toEqual([...amounts].sort((left, right) => right - left));
        },
      ),
      runs,
    );
  });

  it("a total to stop at is charged exactly, and no run is empty", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 120 }),
        fc.nat(),
        (amountCents, count, extra) => {
          const stopAtTotalCents = amountCents * (count - 1) + 1 + (extra % amountCents);
          const plan: SchedulePlan = {
            frequency: "monthly",
            startDate: "2026-01-31",
            timeZone: NEW_YORK,
            money: { amountCents },
            stopAtTotalCents,
          };
          const amounts = previewSchedule(plan, 120).map((run) => run.amountCents);
          expect(amounts).toHaveLength(count);
          expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(stopAtTotalCents);
          expect(Math.min(...amounts)).toBeGreaterThanOrEqual(1);
        },
      ),
      runs,
    );
  });

  it("the generator of days is without end", () => {
    const [first, second] = runDates({ frequency: "monthly", startDate: "2026-01-31", timeZone: NEW_YORK });
    expect([first, second]).toEqual(["2026-01-31", "2026-02-28"]);
  });
});
