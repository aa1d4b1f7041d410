import { describe, expect, it } from "vitest";
import type { Volume } from "./model";
import { averageCents, changeBetween, figureSpans, listChartDays, listChartMonths, partDays, spansAt } from "./rules";

const volume = (count: number, operatingCents: number, trustCents = 0): Volume => ({
  count,
  operatingCents,
  trustCents,
});

describe("spans", () => {
  it.each([
    ["2026-10-14", "2026-10-07", "2025-10-01 2025-10-14", "2026-09-01 2026-09-14", "2025-01-01 2025-10-14"],
    ["2026-01-01", "2025-12-25", "2025-01-01 2025-01-01", "2025-12-01 2025-12-01", "2025-01-01 2025-01-01"],
    ["2028-02-29", "2028-02-22", "2027-02-01 2027-02-28", "2028-01-01 2028-01-29", "2027-01-01 2027-02-28"],
    ["2026-03-31", "2026-03-24", "2025-03-01 2025-03-31", "2026-02-01 2026-02-28", "2025-01-01 2025-03-31"],
  ])("of %s", (today, weekAgo, monthOfLastYear, monthBefore, lastYear) => {
    const spans = spansAt(today);
    const text = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
    expect(text(spans.today.before)).toBe(`${weekAgo} ${weekAgo}`);
    expect(text(spans.month.before)).toBe(monthOfLastYear);
    expect(text(spans.monthBefore.before)).toBe(monthBefore);
    expect(text(spans.year.before)).toBe(lastYear);
    expect([spans.month.range.from, spans.year.range.from]).toEqual([
      `${today.slice(0, 7)}-01`,
      `${today.slice(0, 4)}-01-01`,
    ]);
    for (const { before } of Object.values(spans)) expect(partDays(today)).toContain(before.to);
  });

  it("count of the last day before only what had come by now", () => {
    const days = new Map([
      ["2026-10-14", volume(2, 300, 100)],
      ["2026-10-07", volume(9, 9_000)],
      ["2025-10-13", volume(1, 50)],
      ["2025-10-14", volume(5, 5_000)],
    ]);
    const parts = new Map([
      ["2026-10-07", volume(1, 1_000)],
      ["2025-10-14", volume(2, 20)],
    ]);
    const [today, month, year] = figureSpans("2026-10-14", days, parts);
    expect([today?.now, today?.before]).toEqual([volume(2, 300, 100), volume(1, 1_000)]);
    expect([month?.now, month?.before]).toEqual([volume(11, 9_300, 100), volume(3, 70)]);
    expect([year?.now, year?.before]).toEqual([volume(11, 9_300, 100), volume(3, 70)]);
  });

  it("of a firm that was not there a year ago set the month beside the month before", () => {
    const days = new Map([["2026-09-02", volume(1, 70)]]);
    const month = figureSpans("2026-10-14", days, new Map([["2026-09-14", volume(1, 5)]]))[1];
    expect([month?.before, month?.beforeRange]).toEqual([volume(2, 75), { from: "2026-09-01", to: "2026-09-14" }]);
  });
});

describe("charts", () => {
  it("hold 30 days and 12 months, also those without payments", () => {
    const days = new Map([
      ["2026-01-01", volume(1, 10)],
      ["2025-12-31", volume(2, 20, 5)],
      ["2025-02-01", volume(3, 30)],
    ]);
    const shown = listChartDays("2026-01-02", days);
    expect([shown.length, shown[0]?.day, shown.at(-1)?.day]).toEqual([30, "2025-12-04", "2026-01-02"]);
    expect(shown.filter(({ count }) => count > 0).map(({ day }) => day)).toEqual(["2025-12-31", "2026-01-01"]);
    const months = listChartMonths("2026-01-02", days);
    expect([months.length, months[0], months.at(-1)]).toEqual([
      12,
      { month: "2025-02", ...volume(3, 30) },
      { month: "2026-01", ...volume(1, 10) },
    ]);
  });
});

describe("figures", () => {
  it("average to the half cent up, and not without payments", () => {
    expect([averageCents(volume(2, 5)), averageCents(volume(3, 4, 4)), averageCents(volume(0, 0))]).toEqual([
      3,
      3,
      null,
    ]);
  });

  it.each([
    [volume(0, 0), volume(0, 0), { kind: "same" }],
    [volume(1, 10), volume(0, 0), { kind: "new" }],
    [volume(2, 10), volume(1, 5, 5), { kind: "same" }],
    [volume(1, 1_082), volume(1, 1_000), { kind: "more", byCents: 82, tenths: 82 }],
    [volume(0, 0), volume(1, 1_000), { kind: "less", byCents: 1_000, tenths: 1_000 }],
    [volume(1, 500), volume(1, 0), { kind: "more", byCents: 500, tenths: null }],
  ])("change from before, case %#", (now, before, change) => {
    expect(changeBetween(now, before)).toEqual(change);
  });
});
