import { describe, expect, it } from "vitest";
import type { ReportRhythm } from "./model";
import { findObstacle, lastReportAt, nextReportAt } from "./rules";

const ZONE = "America/New_York";
const daily = (hour: number): ReportRhythm => ({ frequency: "daily", day: null, hour });
const weekly = (day: number, hour = 8): ReportRhythm => ({ frequency: "weekly", day, hour });
const monthly = (day: number, hour = 8): ReportRhythm => ({ frequency: "monthly", day, hour });

describe("the next moment of a report", () => {
  it.each([
    ["later today", daily(8), "2026-11-20T12:59:59Z", "2026-11-20T13:00:00Z"],
    ["never this very moment again", daily(8), "2026-11-20T13:00:00Z", "2026-11-21T13:00:00Z"],
    ["by the firm's day, not UTC's", daily(23), "2026-11-20T03:30:00Z", "2026-11-20T04:00:00Z"],
    ["by summer time", daily(8), "2026-07-01T00:00:00Z", "2026-07-01T12:00:00Z"],
    ["an hour later when the clocks leave it out", daily(2), "2026-03-08T05:30:00Z", "2026-03-08T07:00:00Z"],
    ["once when it comes twice", daily(1), "2026-11-01T05:00:00Z", "2026-11-02T06:00:00Z"],
    ["on Monday from a Friday", weekly(1), "2026-11-20T15:00:00Z", "2026-11-23T13:00:00Z"],
    ["on Friday from a Friday before its hour", weekly(5), "2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z"],
    ["a week later after its hour", weekly(5), "2026-11-20T14:00:00Z", "2026-11-27T13:00:00Z"],
    ["on the last day of February", monthly(31), "2026-02-10T00:00:00Z", "2026-02-28T13:00:00Z"],
    ["on the 31st again afterwards", monthly(31), "2026-02-28T13:00:00Z", "2026-03-31T12:00:00Z"],
    ["next year", monthly(15), "2026-12-15T13:00:00Z", "2027-01-15T13:00:00Z"],
  ])("is %s", (_what, rhythm, after, expected) => {
    expect(nextReportAt(rhythm, ZONE, new Date(after)).toISOString()).toBe(new Date(expected).toISOString());
  });
});

describe("the last moment that has come", () => {
  it.each([
    ["itself when it was asked in time", "2026-11-20T13:00:01Z", "2026-11-20T13:00:00Z"],
    ["yesterday's, two days late and before today's", "2026-11-22T12:00:00Z", "2026-11-21T13:00:00Z"],
    ["today's, after a month without a call", "2026-12-20T13:00:00Z", "2026-12-20T13:00:00Z"],
  ])("is %s", (_what, now, expected) => {
    const last = lastReportAt(daily(8), ZONE, new Date("2026-11-20T13:00:00Z"), new Date(now));
    expect(last.toISOString()).toBe(new Date(expected).toISOString());
  });
});

describe("what keeps a report", () => {
  const owner = { mayView: true, mayManage: true };
  it.each([
    ["nothing", { owner, view: null }, null],
    ["nothing of a view that is the owner's", { owner, view: { isShared: false, isOwners: true } }, null],
    ["nothing of a view of the firm", { owner, view: { isShared: true, isOwners: false } }, null],
    [
      "a view that was somebody else's all along",
      { owner, view: { isShared: false, isOwners: false } },
      "view_not_shared",
    ],
    ["an owner who is gone", { owner: null, view: null }, "owner_gone"],
    ["one who may not see payments", { owner: { ...owner, mayView: false }, view: null }, "owner_not_allowed"],
    ["one who may not send reports", { owner: { ...owner, mayManage: false }, view: null }, "owner_not_allowed"],
  ])("is %s", (_what, standing, expected) => {
    expect(findObstacle(standing)).toBe(expected);
  });
});
