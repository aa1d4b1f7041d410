import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OwedItem } from "@/lib/associations/model";
import {
  calendarOf,
  dueRuns,
  endOfDay,
  hasYear,
  isTooLate,
  nextLookOf,
  obligationOfRun,
  offeredActs,
  paysOff,
  planRun,
  planRuns,
  runOfObligation,
  yearEndOf,
} from "./rules";

const item = (key: string, changes: Partial<OwedItem> = {}): OwedItem => ({
  ...{ key, clientNumber: "1", clientName: "A", matterNumber: "1-1", matterName: "M", invoiceNumber: key },
  ...{ payorName: "A", isOfOtherPayor: false, datedOn: "2026-01-01", currency: "USD" },
  ...{ balanceCents: 100, unconfirmedCents: 0, owedCents: 100 },
  ...changes,
});
const ALL = { capCents: null, currency: "USD", paysOthers: false };
const NEW_YORK = "America/New_York";

const anyItems = fc
  .array(
    fc.record({
      balanceCents: fc.integer({ min: 1, max: 100_000 }),
      unconfirmedCents: fc.integer({ min: 0, max: 120_000 }),
      datedOn: fc.option(fc.constantFrom("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01"), { nil: null }),
      isOfOtherPayor: fc.boolean(),
      currency: fc.constantFrom("USD", "CAD"),
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    rows.map((row, at) => item(`k${at}`, { ...row, owedCents: Math.max(0, row.balanceCents - row.unconfirmedCents) })),
  );
const anyTerms = fc.record({
  capCents: fc.option(fc.integer({ min: 1, max: 400_000 }), { nil: null }),
  currency: fc.constant("USD"),
  paysOthers: fc.boolean(),
});

describe("the plan of a run", () => {
  it("never passes its cap, an open balance less what is on its way, nor the oldest invoice", () => {
    fc.assert(
      fc.property(anyItems, anyTerms, (items, terms) => {
        const plan = planRun(items, terms);
        const sum = plan.lines.reduce((total, { amountCents }) => total + amountCents, 0);
        expect(sum).toBe(plan.totalCents);
        if (terms.capCents !== null) expect(sum).toBeLessThanOrEqual(terms.capCents);
        for (const line of plan.lines) {
          expect(line.amountCents).toBeGreaterThan(0);
          expect(line.amountCents).toBeLessThanOrEqual(line.balanceCents - line.unconfirmedCents);
          const source = items.find(({ key }) => key === line.key);
          expect(source?.currency).toBe("USD");
          if (!terms.paysOthers) expect(source?.isOfOtherPayor).toBe(false);
        }
        // Oldest first: whatever is older than a paid line is paid in full.
        const payable = items.filter(
          ({ owedCents, currency, isOfOtherPayor }) =>
            owedCents > 0 && currency === "USD" && (terms.paysOthers || !isOfOtherPayor),
        );
        const paid = new Map(plan.lines.map(({ key, amountCents }) => [key, amountCents]));
        const dates = plan.lines.map(({ datedOn }) => datedOn ?? "9999");
        const newest = dates.toSorted().at(-1) ?? "";
        expect(dates).toEqual(dates.toSorted());
        for (const { key, datedOn, owedCents } of payable)
          if ((datedOn ?? "9999") < newest) expect(paid.get(key)).toBe(owedCents);
        expect(plan.restCents).toBe(payable.reduce((total, { owedCents }) => total + owedCents, 0) - sum);
      }),
    );
  });

  it("over several days never charges more than is owed", () => {
    fc.assert(
      fc.property(anyItems, anyTerms, (items, terms) => {
        const runs = planRuns(items, terms, ["2026-01-01", "2026-02-01", "2026-03-01"]);
        const sums = new Map<string, number>();
        for (const { lines } of runs)
          for (const { key, amountCents } of lines) sums.set(key, (sums.get(key) ?? 0) + amountCents);
        for (const { key, owedCents } of items) expect(sums.get(key) ?? 0).toBeLessThanOrEqual(owedCents);
      }),
    );
  });

  it("takes those without a date last, and of one date by number", () => {
    const items = [item("c", { datedOn: null }), item("b"), item("a")];
    expect(planRun(items, { ...ALL, capCents: 250 }).lines.map(({ key, amountCents }) => [key, amountCents])).toEqual([
      ["a", 100],
      ["b", 100],
      ["c", 50],
    ]);
  });

  it("pays off only where invoices alone are enrolled and nothing stays", () => {
    const whole = planRun([item("a")], ALL);
    expect(paysOff(["invoice"], whole, [])).toBe(true);
    expect(paysOff(["invoice", "matter"], whole, [])).toBe(false);
    expect(paysOff(["invoice"], planRun([item("a")], { ...ALL, capCents: 99 }), [])).toBe(false);
    expect(paysOff([], whole, [])).toBe(false);
  });
});

describe("the calendar of runs", () => {
  const monthly = calendarOf({ frequency: "monthly", startDate: "2026-01-31", days: [] }, NEW_YORK);
  const daily = calendarOf({ frequency: "daily", startDate: "2026-03-01", days: [] }, NEW_YORK);

  it("keeps the 31st over short months, at 9:00 on either side of a change of the clocks", () => {
    expect(nextLookOf(monthly, "2026-02-01", null)).toEqual({
      nextRunOn: "2026-02-28",
      nextAt: new Date("2026-02-28T14:00:00Z"),
    });
    expect(nextLookOf(monthly, "2026-03-01", null)).toEqual({
      nextRunOn: "2026-03-31",
      nextAt: new Date("2026-03-31T13:00:00Z"),
    });
    expect(nextLookOf(daily, "2026-03-08", null).nextAt).toEqual(new Date("2026-03-08T13:00:00Z"));
    expect(endOfDay("2026-03-08", NEW_YORK)).toEqual(new Date("2026-03-09T04:00:00Z"));
    expect(endOfDay("2026-11-01", NEW_YORK)).toEqual(new Date("2026-11-02T05:00:00Z"));
  });

  it("makes one run of several that came while nobody looked", () => {
    const now = new Date("2026-03-05T15:00:00Z");
    expect(dueRuns(daily, { nextRunOn: "2026-03-02", endsOn: null, now })).toEqual({
      runOn: "2026-03-05",
      missed: ["2026-03-02", "2026-03-03", "2026-03-04"],
    });
    expect(dueRuns(daily, { nextRunOn: "2026-03-02", endsOn: "2026-03-04", now })).toMatchObject({
      runOn: "2026-03-03",
    });
    expect([isTooLate("2026-03-02", "2026-03-05"), isTooLate("2026-03-02", "2026-03-06")]).toEqual([false, true]);
  });

  it("ends with the year of a client or matter, a single one with its run", () => {
    expect(yearEndOf("2028-02-29")).toBe("2029-02-28");
    expect(nextLookOf(monthly, "2027-01-01", "2027-01-31")).toMatchObject({ nextRunOn: null });
    expect([hasYear(["invoice"]), hasYear(["invoice", "client"]), hasYear([])]).toEqual([false, true, true]);
    const single = calendarOf({ frequency: "single", startDate: "2026-03-01", days: [] }, NEW_YORK);
    expect(nextLookOf(single, "2026-03-02", null).nextRunOn).toBeNull();
  });
});

describe("names and acts", () => {
  it("an obligation names its run and round, and no other source's is one", () => {
    for (const round of [1, 2, 13]) {
      const key = { autoPayId: "apy_1", runOn: "2026-12-31", round };
      expect(runOfObligation(obligationOfRun(key))).toEqual(key);
    }
    expect(obligationOfRun({ autoPayId: "apy_1", runOn: "2026-12-31", round: 1 })).toBe("auto-pay:apy_1:2026-12-31");
    for (const other of ["link:lnk_1", "schedule:sch_1:2026-12-31", "auto-pay:apy_1"])
      expect(runOfObligation(other)).toBeNull();
  });

  it("offers what its state allows", () => {
    const of = (status: Parameters<typeof offeredActs>[0]["status"], more = {}) =>
      offeredActs({ status, endReason: "", frequency: "monthly", endsOn: "2027-01-01", ...more });
    expect(of("draft")).toEqual(["cancel"]);
    expect(of("active")).toEqual(["renew", "pause", "cancel"]);
    expect(of("active", { endsOn: null })).toEqual(["pause", "cancel"]);
    expect(of("paused")).toEqual(["resume", "cancel"]);
    expect(of("ended", { endReason: "year" })).toEqual(["renew", "cancel"]);
    expect(of("ended", { endReason: "single_run" })).toEqual(["cancel"]);
    expect(of("cancelled")).toEqual([]);
  });
});
