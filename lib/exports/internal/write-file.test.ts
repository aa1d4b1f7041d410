import { parse } from "csv-parse/sync";
import fc from "fast-check";
import readXlsx from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import type { Cell, CellKind } from "@/lib/lists/model";
import { readArchive } from "@/tests/support/read-archive";
import type { FileLine, FilePlan } from "../model";
import { MAX_CELL_LENGTH } from "../rules";
import { writeFile } from "./write-file";

const ZONE = "America/New_York";
const KINDS: CellKind[] = ["text", "money", "instant", "date", "count", "word"];

type Read = { heads: unknown[]; rows: unknown[][]; sheet: string };

function planOf(format: "xlsx" | "csv", kinds: readonly CellKind[], timeZone = ZONE): FilePlan {
  const columns = kinds.map((kind, index) => ({ label: `${kind} ${index}`, kind }));
  return { format, sheetName: "Payments", columns, timeZone };
}

async function write(plan: FilePlan, rows: readonly Cell[][], currency = "USD"): Promise<Buffer> {
  async function* lines(): AsyncGenerator<FileLine[]> {
    for (const cells of rows) yield [{ cells, currency }];
  }
  const parts: Uint8Array[] = [];
  for await (const part of writeFile(plan, lines())) parts.push(part);
  return Buffer.concat(parts);
}

/** Read by a library that has nothing to do with the one that wrote it, and the sheet as it stands in the archive. */
async function readWorkbook(file: Buffer): Promise<Read> {
  const [sheet] = await readXlsx(file, { trim: false });
  const [heads = [], ...rows] = sheet?.data ?? [];
  return { heads, rows, sheet: readArchive(file).get("xl/worksheets/sheet1.xml") ?? "" };
}

function readCsv(file: Buffer): string[][] {
  const options = { bom: true, record_delimiter: "\r\n", relax_column_count: false, skip_empty_lines: false };
  return parse(file, options) as unknown as string[][];
}

const NASTY = [
  "=1+1",
  "+1 (212) 555-0142",
  "-5",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  ' =HYPERLINK("http://evil.example","x")',
  "＝1+1",
  "00042",
  "1e5",
  "TRUE",
  "2026-03-08",
  'said "so", twice',
  "two\nlines",
  "two\r\nlines",
  "  at both ends  ",
  "a\u0000b\u0001c\u000b\u001f",
  "_x000D_ and _x0041_",
  "<b>&amp;</b>]]>",
  "Élodie Müller 😀 🏳️‍🌈 名前 שלום",
  "'quoted'",
  "'",
  "\ufeffmark",
  "\u2028\u2029",
];

const nastyText = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", ""), fc.string({ unit: "grapheme" })).map((p) => p.join("")),
);

/** Characters that a worksheet cannot hold are shown as U+FFFD. */
const wellFormed = (text: string) => text.replaceAll(/\p{Surrogate}|[\ufffe\uffff]/gu, "\ufffd");

describe("a workbook", () => {
  it("keeps every text to the letter, and none is a formula", async () => {
    const property = fc.asyncProperty(fc.array(nastyText, { minLength: 1, maxLength: 12 }), async (texts) => {
      const { rows, sheet } = await readWorkbook(
        await write(
          planOf("xlsx", ["text", "count"]),
          texts.map((t) => [t, 7]),
        ),
      );
      const expected = texts.map((text) => [text === "" ? null : wellFormed(text), 7]);
      expect(rows.map(([text, seven]) => [text, seven])).toEqual(expected);
      expect(sheet).not.toMatch(/<f[ >/]|t="str"/);
    });
    await fc.assert(property, { numRuns: 150, examples: [[NASTY]] });
  });

  it("holds a text of Excel's longest length, and cuts a longer one where a reader sees it", async () => {
    const texts = ["x".repeat(MAX_CELL_LENGTH), "y".repeat(MAX_CELL_LENGTH + 1), "😀".repeat(20_000)];
    const { rows } = await readWorkbook(
      await write(
        planOf("xlsx", ["text"]),
        texts.map((text) => [text]),
      ),
    );
    const [[exact], [cut], [faces]] = rows as [[string], [string], [string]];
    expect(exact).toBe(texts[0]);
    expect(cut).toBe(`${"y".repeat(MAX_CELL_LENGTH - 1)}…`);
    expect(faces.length).toBeLessThanOrEqual(MAX_CELL_LENGTH);
    expect(faces).toBe(`${"😀".repeat(16_383)}…`);
  });

  it("writes amounts as numbers, exact to the cent, whatever their sign and size", async () => {
    const amount = fc.integer({ min: -99_999_999_999, max: 9_999_999_999_999 });
    const property = fc.asyncProperty(fc.array(amount, { minLength: 1 }), async (amounts) => {
      const { rows } = await readWorkbook(
        await write(
          planOf("xlsx", ["money"]),
          amounts.map((cents) => [cents]),
        ),
      );
      expect(rows.map(([value]) => Math.round(Number(value) * 100))).toEqual(amounts);
      expect(rows.every(([value]) => typeof value === "number")).toBe(true);
    });
    await fc.assert(property, { numRuns: 50, examples: [[[-1, 1, 0, -123_456, 99_999_999_999]]] });
  });

  it.each([
    ["JPY", 125_000, 125_000],
    ["KWD", 1_250_125, 1250.125],
    ["EUR", -5, -0.05],
  ])("writes amounts of %s by its own decimals", async (currency, cents, value) => {
    const { rows } = await readWorkbook(await write(planOf("xlsx", ["money"]), [[cents]], currency));
    expect(rows).toEqual([[value]]);
  });

  it("writes instants as dates in the firm's zone, across the change of the clocks", async () => {
    const instants = ["2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"];
    const file = await write(
      planOf("xlsx", ["instant"]),
      instants.map((at) => [new Date(at)]),
    );
    const { rows, sheet } = await readWorkbook(file);
    const shown = rows.map(([value]) => (value as Date).toISOString().slice(0, 19));
    expect(shown).toEqual(["2026-03-08T01:59:59", "2026-03-08T03:00:00", "2026-11-01T01:30:00", "2026-11-01T01:30:00"]);
    expect(sheet).not.toContain('r="A2" t=');
  });

  it("writes days as dates, and leaves empty what is not known", async () => {
    const rowsIn: Cell[][] = [
      ["2026-02-28", 3, "Approved"],
      [null, null, null],
    ];
    const { heads, rows, sheet } = await readWorkbook(await write(planOf("xlsx", ["date", "count", "word"]), rowsIn));
    expect(heads).toEqual(["date 0", "count 1", "word 2"]);
    expect(rows[0]).toEqual([new Date("2026-02-28T00:00:00Z"), 3, "Approved"]);
    expect(rows.length).toBe(1);
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain('<col min="1" max="1" width="12"');
  });
});

describe("a CSV file", () => {
  it("begins with its mark and ends its lines as Excel wants it", async () => {
    const file = await write(planOf("csv", ["text", "money"]), [["a", -125_050]]);
    expect(file.toString("utf8")).toBe("\ufefftext 0,money 1\r\na,-1250.50\r\n");
  });

  it("gives every text back, with ' before what a spreadsheet would take for a formula", async () => {
    const property = fc.asyncProperty(fc.array(nastyText, { minLength: 1, maxLength: 20 }), async (texts) => {
      const [, ...rows] = readCsv(
        await write(
          planOf("csv", ["text", "text"]),
          texts.map((text) => [text, "z"]),
        ),
      );
      expect(rows.map(([text]) => text)).toEqual(texts.map((text) => guarded(wellFormed(text))));
    });
    await fc.assert(property, { numRuns: 200, examples: [[NASTY]] });
  });

  it("never puts ' before a number, a date or an amount below zero", async () => {
    const at = new Date("2026-11-01T06:30:00Z");
    const file = await write(planOf("csv", KINDS), [["-5", -500, at, "2026-11-01", -5, "-"]]);
    expect(readCsv(file)[1]).toEqual(["'-5", "-5.00", "2026-11-01T01:30:00-05:00", "2026-11-01", "-5", "'-"]);
  });

  it("tells the two hours apart that clocks show twice, and loses no second", async () => {
    const instant = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    const zone = fc.constantFrom(ZONE, "Europe/Paris", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC");
    const property = fc.asyncProperty(fc.array(instant, { minLength: 1 }), zone, async (instants, timeZone) => {
      const file = await write(
        planOf("csv", ["instant"], timeZone),
        instants.map((at) => [at]),
      );
      const [, ...rows] = readCsv(file);
      const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
      expect(rows.map(([text]) => seconds(new Date(text ?? "")))).toEqual(instants.map(seconds));
    });
    await fc.assert(property, { numRuns: 50 });
  });
});

function guarded(text: string): string {
  const first = text.trimStart().charAt(0);
  const isFormula = (first !== "" && "=+-@＝＋－＠".includes(first)) || /^[\t\r\n\0]/.test(text);
  return isFormula ? `'${text}` : text;
}
