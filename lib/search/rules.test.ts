import { expect, it } from "vitest";
import { holdsWords, numbersFrom, patternsOf, rarePartOf } from "./rules";

it.each([
  ["Marsh", [["%marsh%"]]],
  ["  INV-20  el ", [["%inv-20%"], ["el%", "% el%"]]],
  ["100%_a\\", [["%100\\%\\_a\\\\%"]]],
  ["", []],
])("looks for %j by its words", (q, patterns) => {
  expect(patternsOf(q).map((word) => word.patterns)).toEqual(patterns);
});

it.each([
  ["Nouveau lien rapide", "lien nou", true],
  ["Configuración", "configuracion", true],
  ["Payment Manager", "payers", false],
  ["Settings", "", true],
])("%j holds the words of %j: %s", (text, q, holds) => {
  expect(holdsWords(text, q)).toBe(holds);
});

it.each([
  ["anna.keller@office.example", "anna.keller@"],
  ["anna.keller@", null],
  ["a@marsh.example", null],
  ["keller", null],
  ["2026-012345", "012345"],
  ["L-2026-012345", "012345"],
  ["2026-0123", null],
])("asks the index of text for a rare part of %j: %j", (word, part) => {
  expect(rarePartOf(word)).toBe(part);
});

it.each([
  ["P-2026", "P-2026-000000", "P-2026-999999999"],
  ["p-2026-", "P-2026-000000", "P-2026-999999999"],
  ["P-2026-0012", "P-2026-001200", "P-2026-001299999"],
  ["P-2026-001234", "P-2026-001234", "P-2026-001234999"],
  ["P-2026-1234567", "P-2026-1234567", "P-2026-123456799"],
  ["P-2026-123456789", "P-2026-123456789", "P-2026-123456789"],
])("knows between which numbers all lie that begin with %j", (q, least, most) => {
  expect(numbersFrom(q)).toEqual({ least, most });
});

it.each(["", "P", "P-20", "P-2026-x", "R-2026-000001", "xP-2026", "P-2026-1234567890", "2026-0001"])(
  "takes %j for no beginning of a number",
  (q) => {
    expect(numbersFrom(q)).toBeNull();
  },
);
