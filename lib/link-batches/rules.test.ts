import fc from "fast-check";
import { expect, it } from "vitest";
import { messagesOf } from "@/lib/i18n/messages";
import { LOCALES } from "@/lib/i18n/model";
import { type BatchCells, readBatchRow } from "./internal/word-rows";
import { BATCH_COLUMNS, BATCH_FIELDS, type BatchTexts, type BatchValues, CELL_PROBLEMS, ROW_FAULTS } from "./model";
import { findDuplicates, readBatchTexts } from "./rules";

const cell = fc.oneof(
  fc.constantFrom(
    "",
    "2026-11-01",
    "31/31/26",
    "a@b.example",
    "a@",
    "5",
    "$1,234.50",
    "12O.00",
    "0",
    "a\nb",
    "\u202e",
    "x".repeat(2_001),
  ),
  fc.string(),
);
const texts = fc.record(Object.fromEntries(BATCH_FIELDS.map((field) => [field, cell]))) as fc.Arbitrary<BatchTexts>;

it("the screen marks the cells that the API refuses, with the same values, and no other", () => {
  fc.assert(
    fc.property(texts, (row) => {
      const cells = Object.fromEntries(
        BATCH_FIELDS.map((field) => [field, { name: BATCH_COLUMNS[field], text: row[field] }]),
      ) as BatchCells;
      const ofApi = readBatchRow(2, cells, "USD");
      const ofScreen = readBatchTexts(row, "USD");
      expect(ofScreen.values).toEqual(ofApi.values);
      expect(ofScreen.problems.map(({ field }) => BATCH_COLUMNS[field])).toEqual(
        ofApi.errors.map(({ column }) => column),
      );
      expect(ofApi.errors.every(({ message }) => message.length > 10)).toBe(true);
      expect(ofScreen.isDueEarly).toBe(ofApi.warnings.length > 0);
    }),
    { numRuns: 1_000 },
  );
});

it.each(LOCALES)("each problem of a cell and each fault of a row has its words in %s", (locale) => {
  const { bulkUpload, money } = messagesOf(locale);
  const ofMoney = (code: string) => code !== "amount_zero" && code.startsWith("amount_");
  const wanted = CELL_PROBLEMS.filter((code) => !ofMoney(code));
  expect(Object.keys(bulkUpload.problem).sort()).toEqual([...wanted].sort());
  expect(Object.keys(bulkUpload.review.fault).sort()).toEqual([...ROW_FAULTS].sort());
  for (const code of CELL_PROBLEMS.filter(ofMoney)) expect(money.refusal).toHaveProperty(code.replace("amount_", ""));
});

it("finds for each row the first row before it that one of its recipients shares", () => {
  const row = fc.record({
    invoiceNumber: fc.constantFrom("A", "a", "B", null),
    recipientEmails: fc.option(fc.subarray(["x@y.example", "X@y.example", "z@y.example"], { minLength: 1 })),
    recipientName: fc.constantFrom("Ann", null),
  });
  type Values = Pick<BatchValues, "invoiceNumber" | "recipientEmails" | "recipientName">;
  const keysOf = ({ invoiceNumber, recipientEmails, recipientName }: Values) => {
    const recipients = recipientEmails ?? [recipientName ?? ""];
    return invoiceNumber === null
      ? []
      : recipients.filter(Boolean).map((who) => `${invoiceNumber} ${who}`.toLowerCase());
  };
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const lined = rows.map((values, index) => ({ line: index + 2, values }));
      const found = findDuplicates(lined);
      for (const { line, values } of lined) {
        const keys = keysOf(values);
        const sharing = lined.filter(
          (other) => other.line < line && keysOf(other.values).some((key) => keys.includes(key)),
        );
        expect(found.has(line)).toBe(sharing.length > 0);
        expect(sharing.map((other) => other.line)).toEqual(
          found.has(line) ? expect.arrayContaining([found.get(line)]) : [],
        );
      }
    }),
  );
});
