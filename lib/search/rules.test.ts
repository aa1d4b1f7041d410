import { expect, it } from "vitest";
import { holdsWords, patternsOf } from "./rules";

it.each([
  ["Marsh", [["%marsh%"]]],
  ["  INV-20  el ", [["%inv-20%"], ["el%", "% el%"]]],
  ["100%_a\\", [["%100\\%\\_a\\\\%"]]],
  ["", []],
])("looks for %j by its words", (q, patterns) => {
  expect(patternsOf(q)).toEqual(patterns);
});

it.each([
  ["Nouveau lien rapide", "lien nou", true],
  ["Configuración", "configuracion", true],
  ["Payment Manager", "payers", false],
  ["Settings", "", true],
])("%j holds the words of %j: %s", (text, q, holds) => {
  expect(holdsWords(text, q)).toBe(holds);
});
