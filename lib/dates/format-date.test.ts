import { describe, expect, it } from "vitest";
import { formatDate, formatDateTime, formatIsoDate, formatShortDateTime } from "./format-date";

const NEW_YORK = "America/New_York";
const SUMMER = new Date("2026-10-14T20:10:00Z");
const WINTER = new Date("2026-12-01T14:47:00Z");

describe("dates as text", () => {
  it.each([
    ["en", "Oct 14, 2026", "Oct 14, 2026, 4:10 PM ET", "Oct 14, 4:10 PM"],
    ["fr", "14 oct. 2026", "14 oct. 2026, 16 h 10 HE", "14 oct., 16 h 10"],
    ["es", "14 oct 2026", "14 oct 2026, 4:10 p.m. ET", "14 oct, 4:10 p.m."],
    ["de", "Oct 14, 2026", "Oct 14, 2026, 4:10 PM ET", "Oct 14, 4:10 PM"],
  ])("in %s", (locale, date, dateTime, short) => {
    expect(formatDate(SUMMER, NEW_YORK, locale)).toBe(date);
    expect(formatDateTime(SUMMER, NEW_YORK, locale)).toBe(dateTime);
    expect(formatShortDateTime(SUMMER, NEW_YORK, locale)).toBe(short);
  });

  it("writes the day of the firm's zone, not of the server's", () => {
    const lateEvening = new Date("2026-11-01T03:30:00Z");
    expect(formatDate(lateEvening, NEW_YORK, "en")).toBe("Oct 31, 2026");
    expect(formatDate(lateEvening, "UTC", "en")).toBe("Nov 1, 2026");
  });

  it("keeps one name of the zone over summer and winter", () => {
    expect(formatDateTime(WINTER, NEW_YORK, "en")).toBe("Dec 1, 2026, 9:47 AM ET");
  });

  it.each([
    ["UTC", "Oct 14, 2026, 8:10 PM UTC"],
    ["Europe/Paris", "Oct 14, 2026, 10:10 PM GMT+2"],
    ["Asia/Kolkata", "Oct 15, 2026, 1:40 AM GMT+5:30"],
    ["America/Phoenix", "Oct 14, 2026, 1:10 PM MST"],
  ])("names the zone %s briefly", (zone, expected) => {
    expect(formatDateTime(SUMMER, zone, "en")).toBe(expected);
  });

  it("writes a calendar date without a zone", () => {
    expect(formatIsoDate("2026-10-31", "en")).toBe("Oct 31, 2026");
    expect(formatIsoDate("2026-10-31", "fr")).toBe("31 oct. 2026");
    expect(formatIsoDate("2026-10-31", "es")).toBe("31 oct 2026");
  });

  it("has no space that our faces lack", () => {
    for (const locale of ["en", "fr", "es"]) {
      expect(formatDateTime(SUMMER, NEW_YORK, locale)).not.toMatch(/[\u202f\u2009\u00a0]/);
    }
  });

  it("refuses a zone or a date that does not exist", () => {
    expect(() => formatDate(SUMMER, "America/Nowhere", "en")).toThrow(RangeError);
    expect(() => formatIsoDate("2026-13-45", "en")).toThrow(RangeError);
  });
});
