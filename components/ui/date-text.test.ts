import { describe, expect, test } from "vitest";
import { formatDateText, readDateText, shiftDate } from "@/components/ui/date-text";

const TODAY = "2026-10-14";

describe("readDateText", () => {
  test.each([
    ["10/31/2026", "2026-10-31"],
    ["10/31/26", "2026-10-31"],
    ["1-2-2027", "2027-01-02"],
    ["10.31.2026", "2026-10-31"],
    ["10/31", "2026-10-31"],
    ["2026-10-31", "2026-10-31"],
    ["2026-1-2", "2026-01-02"],
    [" 2/29/2028 ", "2028-02-29"],
  ])("%s is %s", (text, isoDate) => {
    expect(readDateText(text, TODAY)).toEqual({ state: "date", isoDate });
  });

  test("nothing is nothing", () => {
    expect(readDateText("  ", TODAY)).toEqual({ state: "empty" });
  });

  test.each([
    ["31/31/26", "no_such_month", "There is no month 31. Write the month first, for example 10/31."],
    ["31/10/2026", "no_such_month", "There is no month 31. Write 10/31/2026."],
    ["2/29/2027", "no_such_day", "That month has no day 29. The last is 02/28/2027."],
    ["0/10/2026", "no_such_month", "There is no month 0. Write the month first, for example 10/31."],
    ["tomorrow", "not_a_date", "Write a date like 10/14/2026 or 2026-10-14."],
    ["10/31/2026 or so", "not_a_date", "Write a date like 10/14/2026 or 2026-10-14."],
  ])("%s is refused: %s", (text, code, message) => {
    expect(readDateText(text, TODAY)).toMatchObject({ state: "refused", refusal: { code, message } });
  });
});

test("a date is written month first in English and ISO elsewhere", () => {
  expect(formatDateText("2026-10-31", "en")).toBe("10/31/2026");
  expect(formatDateText("2026-10-31", "fr")).toBe("2026-10-31");
});

test("a day later crosses months, years and the change of clocks", () => {
  expect(shiftDate("2026-10-31", 1)).toBe("2026-11-01");
  expect(shiftDate("2026-11-01", 1)).toBe("2026-11-02");
  expect(shiftDate("2027-01-01", -1)).toBe("2026-12-31");
});
