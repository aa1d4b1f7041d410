import { describe, expect, it } from "vitest";
import { messagesOf } from "@/lib/i18n/messages";
import { LOCALES } from "@/lib/i18n/model";
import { RETURN_CLASSES, RETURN_CODES } from "./model";
import { endsMandate, mayDebitAgain, returnClassOf } from "./rules";

const ALL = Array.from({ length: 85 }, (_, index) => `R${String(index + 1).padStart(2, "0")}`);
/** Checks on paper, federal enrolments, quarrels between banks, and numbers without a meaning. */
const NOT_OURS =
  "R33 R37 R38 R39 R40 R41 R42 R43 R44 R45 R46 R47 R48 R49 R50 R51 R52 R53 R54 R55 R56 R57 R58 R59 R60 R61 R62 R63 R64 R65 R66 R67 R68 R69 R70 R71 R72 R73 R74 R75 R76 R77 R78 R79";
const DAY_MS = 86_400_000;
const FIRST = new Date("2026-01-05T15:00:00Z");
const after = (days: number) => new Date(FIRST.getTime() + days * DAY_MS);

/** The class of every code, written out a second time: a slip in the table shows here. */
const EXPECTED: Record<string, string> = {
  may_retry: "R01 R09",
  new_details: "R02 R03 R04 R12 R13 R20 R28 R34",
  stop_debits: "R05 R07 R10 R29",
  contact_payer: "R08 R14 R15 R16 R23 R31",
  fix_entry: "R11 R17 R18 R19 R22 R24",
  ask_processor: "R06 R21 R25 R26 R27 R30 R32 R35 R36 R80 R81 R82 R83 R84 R85",
};

describe.each(Object.entries(EXPECTED))("class %s", (name, codes) => {
  it.each(codes.split(" "))("%s", (code) => {
    expect(returnClassOf(code)).toBe(name);
    expect(endsMandate(code)).toBe(name === "stop_debits");
    const ask = (retries: number, days: number) => mayDebitAgain({ code, retries, firstAt: FIRST, now: after(days) });
    const isRetry = name === "may_retry";
    expect([ask(0, 1), ask(1, 179), ask(2, 1), ask(0, 180)]).toEqual([isRetry, isRetry, false, false]);
  });
});

describe("the table of return codes", () => {
  it("says of every number from R01 to R85 what it is, or that it cannot reach us", () => {
    const known = Object.keys(RETURN_CODES);
    expect(known.filter((code) => NOT_OURS.includes(code))).toEqual([]);
    expect([...known, ...NOT_OURS.split(" ")].toSorted()).toEqual(ALL);
    expect(Object.values(EXPECTED).join(" ").split(" ").toSorted()).toEqual(known.toSorted());
  });

  it("treats what it does not know with care", () => {
    for (const code of ["R61", "R99", "", "toString", "r01"]) expect(returnClassOf(code)).toBe("ask_processor");
  });

  it.each(LOCALES)(
    "has its words in %s: the meaning of each code, and the step of each class for staff and payer",
    (locale) => {
      const { payments, mail } = messagesOf(locale);
      expect(Object.keys(payments.returnCode).toSorted()).toEqual([...Object.keys(RETURN_CODES), "other"].toSorted());
      expect(Object.keys(payments.returnStep).toSorted()).toEqual([...RETURN_CLASSES].toSorted());
      expect(Object.keys(mail.returned.step).toSorted()).toEqual([...RETURN_CLASSES].toSorted());
    },
  );
});
