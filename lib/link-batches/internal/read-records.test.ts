import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readRecords } from "./read-records";

const cell = fc.string({ unit: fc.constantFrom("a", "é", " ", '"', ",", ";", "\t", "\n", "1"), maxLength: 8 });
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 });
const delimiter = fc.constantFrom(",", ";", "\t", "|");

/** As a careful program writes a cell: quotes whenever they could matter. */
function write(text: string, separator: string): string {
  return /["\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

it("reads what csv-parse reads, of every well-formed file", () => {
  fc.assert(
    fc.property(table, delimiter, (rows, separator) => {
      const text = rows.map((cells) => cells.map((one) => write(one, separator)).join(separator)).join("\n");
      const theirs: string[][] = parse(text, {
        delimiter: separator,
        relax_column_count: true,
        skip_empty_lines: false,
      });
      const filled = theirs
        .map((cells) => cells.map((one) => one.trim()))
        .filter((cells) => cells.some((one) => one !== ""));
      const ours = [...readRecords(text, separator)];
      expect(ours.map(({ cells }) => cells)).toEqual(filled);
      expect(ours.every(({ fault }) => fault === null)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it("names the physical line on which each record begins", () => {
  fc.assert(
    fc.property(table, delimiter, (rows, separator) => {
      const records = rows.map((cells) => cells.map((one) => write(one, separator)).join(separator));
      let line = 1;
      const expected = rows.flatMap((cells, index) => {
        const begins = line;
        line += (records[index] ?? "").split("\n").length;
        return cells.some((one) => one.trim() !== "") ? [begins] : [];
      });
      expect([...readRecords(records.join("\n"), separator)].map((record) => record.line)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

it("goes on with the next line after every broken quote", () => {
  const good = fc.constantFrom("ok,1", '"ok",1', 'ok,"1"').map((text) => ({ text, isGood: true }));
  const broken = fc.constantFrom('x"y,1', '"x" y,1', 'x,1"', 'x,""1"').map((text) => ({ text, isGood: false }));
  fc.assert(
    fc.property(fc.array(fc.oneof(broken, good), { maxLength: 12 }), fc.boolean(), (lines, isLeftOpen) => {
      const all = isLeftOpen
        ? [{ text: '"x,1', isGood: false }, ...lines.filter(({ text }) => !text.includes('"'))]
        : lines;
      const records = [...readRecords(all.map(({ text }) => text).join("\n"), ",")];
      expect(records.map(({ fault }) => fault === null)).toEqual(all.map(({ isGood }) => isGood));
      expect(records.map(({ line }) => line)).toEqual(all.map((_one, index) => index + 1));
    }),
    { numRuns: 500 },
  );
});
