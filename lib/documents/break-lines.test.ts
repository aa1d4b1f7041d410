import fc from "fast-check";
import { expect, it } from "vitest";
import { breakLines } from "./break-lines";

const widthOf = (text: string) => [...text].length;

it.each([
  ["", 10, [""]],
  ["one two three", 7, ["one two", "three"]],
  ["a\nb", 10, ["a", "b"]],
  ["abcdefgh ij", 3, ["abc", "def", "gh", "ij"]],
  ["1\u00a0250,00\u00a0$", 6, ["1\u00a0250,", "00\u00a0$"]],
])("%j in %i is %j", (text, width, lines) => {
  expect(breakLines(text, width, widthOf)).toEqual(lines);
});

it("loses no word and is never too wide", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), (text, width) => {
      const lines = breakLines(text, width, widthOf);
      expect(lines.join("").replace(/[ \n]/g, "")).toBe(text.replace(/[ \n]/g, ""));
      expect(lines.every((line) => widthOf(line) <= width)).toBe(true);
    }),
  );
});
