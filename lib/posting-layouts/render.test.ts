import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { encodePostingFile } from "./hash-posting-file";
import type {
  DelimitedLayout,
  FixedLayout,
  LayoutField,
  PostingFileBatch,
  PostingFileRecord,
  PostingFileResult,
  PostingLayout,
  XmlLayout,
} from "./model";
import { AMOUNT_SIGNS, DECIMAL_MARKS } from "./model";
import { MAX_RECORDS_IN_FILE, renderPostingFile } from "./render";
import { sampleBatch } from "./sample-batch";
import { postingLayoutSchema } from "./schemas";

const sample = sampleBatch("invoice");
const first = sample.records[0] as PostingFileRecord;

/** Texts that make files break: delimiters, quotes, line breaks, tabs, formulas, other scripts, halves of characters. */
const awkward = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[A-Za-z0-9 .,'éü-]{0,9}$/) },
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc
    .array(
      fc.constantFrom(
        ",",
        ";",
        "|",
        "\t",
        '"',
        "'",
        "\n",
        "\r",
        "=",
        "+",
        "@",
        " ",
        "é",
        "Ł",
        "€",
        "𝔸",
        "中",
        "<",
        "&",
        "]]>",
        "\u0000",
        "\ud800",
        "0",
        "-1",
        "a",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);

const cents = fc.integer({ min: 1, max: 99_999_999_999 });

const record = fc.record({
  clientNumber: awkward,
  matterNumber: awkward,
  invoiceNumber: awkward,
  payerName: awkward,
  payorName: awkward,
  arMessage: awkward,
  isReversal: fc.boolean(),
  amountCents: cents,
});

const batches = fc.array(record, { minLength: 1, maxLength: 4 }).map(
  (records): PostingFileBatch => ({
    ...sample,
    records: records.map(({ isReversal, amountCents, ...texts }, index) => ({
      ...first,
      ...texts,
      reference: `D-2026-${String(index + 1).padStart(6, "0")}`,
      kind: isReversal ? "reversal" : "payment",
      reversesReference: isReversal ? "D-2026-999999" : "",
      amountCents: isReversal ? -amountCents : amountCents,
    })),
  }),
);

const amountFormats = fc.record({
  decimals: fc.constantFrom(...DECIMAL_MARKS),
  sign: fc.constantFrom(...AMOUNT_SIGNS),
  isNegated: fc.boolean(),
});

const encodings = fc.constantFrom("utf8", "latin1", "utf16le" as const);
const changes = fc.record({
  whenUnwritable: fc.constantFrom("refuse", "replace" as const),
  whenTooLong: fc.constantFrom("refuse", "truncate" as const),
});

type AmountFormat = NonNullable<LayoutField["amountFormat"]>;
type Changes = Pick<LayoutField, "whenUnwritable" | "whenTooLong">;

const WIDTHS = [13, 8, 12, 12, 12, 20, 17] as const;

function fieldsOf(amountFormat: AmountFormat, free: Changes, isFixed: boolean): LayoutField[] {
  const fields: LayoutField[] = [
    { name: "reference", source: "reference" },
    { name: "kind", source: "kind" },
    { name: "client", source: "clientNumber" },
    { name: "matter", source: "matterNumber" },
    { name: "invoice", source: "invoiceNumber" },
    { name: "payer", source: "payerName", ...free },
    { name: "amount", source: "amountCents", amountFormat },
  ];
  if (!isFixed) return fields;
  return fields.map((field, at) => ({
    ...field,
    width: WIDTHS[at],
    ...(field.name === "amount" ? { align: "right" as const, pad: "0" } : {}),
  }));
}

const NO_LINES = { fileHeader: [], groupBy: [], groupHeader: [], groupTrailer: [] };
const BASE = { name: "Any", fileName: "F_{batchNumber}.txt", hasByteOrderMark: false, afterDelivery: { en: "" } };

function trailer(amountFormat: AmountFormat, isFixed: boolean) {
  const total: LayoutField = { name: "total", source: "fileTotalCents", amountFormat };
  const fields: LayoutField[] = [
    { name: "sign", source: "fileTotalSign" },
    { name: "records", source: "fileRecords" },
    total,
  ];
  return [{ fields: isFixed ? fields.map((field, at) => ({ ...field, width: [1, 6, 20][at] })) : fields }];
}

const delimited = fc
  .record({
    delimiter: fc.constantFrom(",", ";", "|", "\t"),
    quoting: fc.constantFrom("always", "needed", "never" as const),
    encoding: encodings,
    amountFormat: amountFormats,
    free: changes,
    width: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  })
  .filter(
    ({ delimiter, quoting, amountFormat }) =>
      !(delimiter === "," && quoting === "never" && amountFormat.decimals === "comma"),
  )
  .map(({ amountFormat, free, width, ...rest }): DelimitedLayout => {
    const fields = fieldsOf(amountFormat, free, false).map((field) =>
      field.name === "payer" ? { ...field, width } : field,
    );
    return {
      ...BASE,
      ...NO_LINES,
      ...rest,
      format: "delimited",
      lineEnd: "crlf",
      hasColumnNames: true,
      record: [{ fields }],
      fileTrailer: trailer(amountFormat, false),
    };
  });

const fixed = fc.record({ encoding: encodings, amountFormat: amountFormats, free: changes }).map(
  ({ encoding, amountFormat, free }): FixedLayout => ({
    ...BASE,
    ...NO_LINES,
    encoding,
    format: "fixed",
    lineEnd: "lf",
    record: [{ fields: fieldsOf(amountFormat, free, true) }],
    fileTrailer: trailer(amountFormat, true),
  }),
);

const xml = fc
  .record({
    encoding: fc.constantFrom("utf8", "latin1" as const),
    isIndented: fc.boolean(),
    amountFormat: amountFormats,
  })
  .map(
    ({ encoding, isIndented, amountFormat }): XmlLayout => ({
      ...BASE,
      encoding,
      isIndented,
      format: "xml",
      hasDeclaration: true,
      groupBy: [],
      roots: [
        {
          element: "File",
          attributes: [
            { name: "sign", source: "fileTotalSign" },
            { name: "total", source: "fileTotalCents", amountFormat },
          ],
          children: [
            {
              element: "Record",
              forEach: "record",
              attributes: [{ name: "payer", source: "payerName" }],
              children: fieldsOf(amountFormat, {}, false).map((field) => ({ element: field.name, text: field })),
            },
          ],
        },
      ],
    }),
  );

/** Reads an amount back, in another way than it is written. `sign` is what a field beside it says. */
function readCents(text: string, { decimals, isNegated }: AmountFormat, sign: string): number {
  const isMinus = /[-(]/.test(text);
  const digits = text.replaceAll(/[^\d.,]/g, "");
  const [units = "", hundredths = ""] = digits.split(/[.,]/);
  const size = decimals === "none" ? Number(digits) : Number(units) * 100 + Number(hundredths);
  const hasSign = /[-+(]/.test(text);
  if (hasSign) return isMinus === (isNegated ?? false) ? size : -size;
  return sign === "-" ? -size : size;
}

/** Without a sign in the figure, zero and positive amounts look like any other; what stands beside it decides. */
function signBeside(format: AmountFormat, text: string, told: boolean): string {
  if (format.sign === "none") return told ? "-" : "+";
  const isMinus = /[-(]/.test(text);
  return isMinus === (format.isNegated ?? false) ? "+" : "-";
}

function formatIn(layout: PostingLayout): AmountFormat {
  const fields =
    layout.format === "xml"
      ? (layout.roots[0]?.children?.[0]?.children ?? []).flatMap(({ text }) => (text ? [text] : []))
      : (layout.record[0]?.fields ?? []);
  return fields.find(({ source }) => source === "amountCents")?.amountFormat as AmountFormat;
}

function expectRefusalInWords(result: Extract<PostingFileResult, { ok: false }>, layout: PostingLayout): void {
  const { code, message, reference, field } = result.refusal;
  expect(["too_long", "unwritable"]).toContain(code);
  expect(reference).toMatch(/^D-2026-\d{6}$/);
  expect(["client", "matter", "invoice", "payer", ...(layout.format === "fixed" ? ["amount", "total"] : [])]).toContain(
    field,
  );
  expect(message).toContain(field);
  expect(message).toContain(reference ?? "");
}

/** Each record as another program reads it: its texts, its amount, and what the trailer says they come to. */
type Read = { rows: Record<string, string>[]; total: string; totalSign: string };

function decode(result: Extract<PostingFileResult, { ok: true }>): string {
  return encodePostingFile(result.file).toString(result.file.encoding);
}

const NAMES = ["reference", "kind", "client", "matter", "invoice", "payer", "amount"];

function named(cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(NAMES.map((name, at) => [name, cells[at] ?? ""]));
}

function readDelimited(text: string, { delimiter, quoting }: DelimitedLayout): Read {
  const lines: string[][] =
    quoting === "never"
      ? text
          .trimEnd()
          .split("\r\n")
          .map((line) => line.split(delimiter))
      : parse(text, { delimiter, relax_column_count: true, record_delimiter: "\r\n" });
  const [, ...rest] = lines;
  const [totalSign = "", records = "", total = ""] = rest.pop() ?? [];
  expect(Number(records)).toBe(rest.length);
  for (const row of rest) expect(row).toHaveLength(NAMES.length);
  return { rows: rest.map(named), total, totalSign };
}

function readFixed(text: string, bytes: Buffer, layout: FixedLayout): Read {
  const lines = text.split("\n").slice(0, -1);
  const last = lines.pop() ?? "";
  const width = WIDTHS.reduce((sum, one) => sum + one, 0);
  for (const line of lines) {
    expect(line).toHaveLength(width);
    expect(Buffer.byteLength(line, layout.encoding)).toBe(width * (layout.encoding === "utf16le" ? 2 : 1));
  }
  expect(bytes.length).toBe(Buffer.byteLength(text, layout.encoding));
  const rows = lines.map((line) => {
    let at = 0;
    return named(
      WIDTHS.map((one) => {
        at += one;
        return line.slice(at - one, at).trimEnd();
      }),
    );
  });
  return { rows, total: last.slice(7), totalSign: last.slice(0, 1) };
}

function readXml(text: string): Read {
  const tree = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => name === "Record",
  }).parse(text.replaceAll(/>\n\s*</g, "><"));
  return { rows: tree.File.Record, total: tree.File.total, totalSign: tree.File.sign };
}

function expectSums(read: Read, batch: PostingFileBatch, layout: PostingLayout): void {
  const format = formatIn(layout);
  const amounts = read.rows.map(({ amount = "", kind }) =>
    readCents(amount, format, signBeside(format, amount, kind === "reversal")),
  );
  expect(amounts).toEqual(batch.records.map(({ amountCents }) => amountCents));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  expect(Math.abs(readCents(read.total, format, "+"))).toBe(Math.abs(sum));
  expect(read.totalSign).toBe(sum < 0 ? "-" : "+");
}

function expectTexts(read: Read, batch: PostingFileBatch, isTrimmed: boolean): void {
  const shown = (text: string) => (isTrimmed ? text.trimEnd() : text);
  expect(read.rows.map(({ reference, client, matter, invoice }) => ({ reference, client, matter, invoice }))).toEqual(
    batch.records.map(({ reference, clientNumber, matterNumber, invoiceNumber }) => ({
      reference,
      client: shown(clientNumber),
      matter: shown(matterNumber),
      invoice: shown(invoiceNumber),
    })),
  );
}

const RUNS = { numRuns: 600 };

describe("a layout's field", () => {
  const layout = (field: Partial<LayoutField>, change: Partial<DelimitedLayout> = {}): DelimitedLayout => ({
    ...BASE,
    ...NO_LINES,
    format: "delimited",
    encoding: "utf8",
    delimiter: ",",
    quoting: "needed",
    lineEnd: "lf",
    hasColumnNames: false,
    fileTrailer: [],
    record: [
      {
        fields: [
          { name: "Tried", ...field },
          { name: "Reference", source: "reference" },
          { name: "Amount", source: "amountCents" },
        ],
      },
    ],
    ...change,
  });
  const write = (
    field: Partial<LayoutField>,
    record: Partial<PostingFileRecord> = {},
    change: Partial<DelimitedLayout> = {},
  ) => renderPostingFile(layout(field, change), { ...sample, records: [{ ...first, ...record }] });
  const shown = (...given: Parameters<typeof write>) => {
    const result = write(...given);
    return result.ok
      ? result.file.content.slice(0, result.file.content.lastIndexOf(`,${first.reference}`))
      : result.refusal;
  };

  it.each([
    ["a source", { source: "clientName" }, '"Marsh & Daughters, Inc."'],
    ["a literal", { literal: "CR" }, "CR"],
    [
      "a template",
      { template: "{paymentNumber} of {transactionDate:MM/DD/YY}, {amountCents}" },
      '"P-2026-000041 of 11/20/26, 1250.00"',
    ],
    ["a date", { source: "postingDate", dateFormat: "DD.MM.YYYY" }, "21.11.2026"],
    ["a date's own form", { source: "postingDate" }, "2026-11-21"],
    ["another word", { source: "kind", values: { payment: "CR", reversal: "CRX" } }, "CR"],
    ["a default", { source: "reversesReference", default: "none" }, "none"],
    ["capitals", { source: "payerName", isUpperCase: true }, "ELENA MARSH"],
    ["a cut", { source: "payerName", width: 5, whenTooLong: "truncate" }, "Elena"],
    ["a figure of the file", { source: "fileLines" }, "1"],
    ["a place", { source: "recordPlace" }, "1"],
  ] as const)("writes %s", (_words, field, expected) => {
    expect(shown(field)).toBe(expected);
  });

  it.each([
    ["point", "before", false, "-87.25"],
    ["comma", "after", false, '"87,25-"'],
    ["point", "parentheses", false, "(87.25)"],
    ["none", "always", false, "-8725"],
    ["none", "always", true, "+8725"],
    ["point", "none", false, "87.25"],
  ] as const)("writes an amount with %s and sign %s", (decimals, sign, isNegated, expected) => {
    const amount: PostingFileRecord = { ...first, kind: "reversal", amountCents: -8_725 };
    const result = renderPostingFile(
      layout({ source: "fileTotalCents", amountFormat: { decimals, sign, isNegated } }),
      { ...sample, records: [amount] },
    );
    expect(result.ok && result.file.content).toBe(`${expected},${first.reference},-87.25\n`);
  });

  it.each([
    ["a line break", { payerName: "a\nb" }, "a b"],
    ["a tab", { payerName: "a\tb" }, "a b"],
    ["a formula", { payerName: "=1+1" }, "'=1+1"],
    ["another alphabet", { payerName: "Zoë Łuć 中 “x”…" }, 'Zoë Luc ? ""x""...'],
    ["half a character", { payerName: "a\ud800" }, "a?"],
  ])("replaces %s where the layout lets it", (_words, record, expected) => {
    const written = shown({ source: "payerName", whenUnwritable: "replace" }, record, { encoding: "latin1" });
    expect(written).toBe(expected.includes('"') ? `"${expected}"` : expected);
  });

  it.each([
    [
      "missing_value",
      { source: "matterNumber", isRequired: true },
      { matterNumber: "" },
      "Record D-2026-000101: Tried has no value",
    ],
    ["too_long", { source: "matterNumber", width: 4 }, {}, "9 characters, and the layout has room for 4"],
    ["unwritable", { source: "matterNumber" }, { matterNumber: "1\n2" }, "a line break (U+000A)"],
    ["unwritable", { source: "matterNumber" }, { matterNumber: "1\t2" }, "a tab (U+0009)"],
    ["unwritable", { source: "matterNumber" }, { matterNumber: "=1" }, "an equals sign at the beginning"],
    ["unknown_value", { source: "methodKind", values: { echeck: "EC" } }, {}, "Known: echeck"],
    ["bad_date", { source: "postingDate" }, { postingDate: "21/11/2026" }, "which is no date"],
    ["bad_amount", { literal: "" }, { amountCents: 0 }, "no amount of a payment"],
    ["bad_amount", { literal: "" }, { amountCents: -1 }, "no amount of a payment"],
    ["bad_amount", { literal: "" }, { amountCents: 1.5 }, "no amount of a payment"],
    ["wrong_currency", { literal: "" }, { currency: "CAD" }, "it is in CAD"],
    ["duplicate_reference", { literal: "" }, { reference: "" }, "empty or stands twice"],
    ["several_lines", { source: "amountCents" }, {}, "may stand once"],
  ] as const)("refuses in words: %s", (code, field, record, words) => {
    expect(shown(field, record)).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it("writes yen without and dinars with three decimals", () => {
    for (const [currency, expected] of [
      ["JPY", "125000"],
      ["KWD", "125.000"],
    ] as const) {
      const result = renderPostingFile(layout({ source: "fileTotalCents" }), {
        ...sample,
        currency,
        records: [{ ...first, currency }],
      });
      expect(result.ok && result.file.content.split(",")[0]).toBe(expected);
    }
  });

  it("refuses a batch without records, and one with too many", () => {
    const many = Array.from({ length: MAX_RECORDS_IN_FILE + 1 }, () => first);
    for (const [records, code] of [
      [[], "no_records"],
      [many, "too_many_records"],
    ] as const)
      expect(renderPostingFile(layout({ literal: "" }), { ...sample, records })).toMatchObject({
        ok: false,
        refusal: { code },
      });
  });

  it("refuses a file name that a system would take for something else", () => {
    for (const fileName of ["../{batchNumber}", "con.{batchNumber}", "{batchNumber}.", "a b {batchNumber}"])
      expect(write({ literal: "" }, {}, { fileName })).toMatchObject({ ok: false, refusal: { code: "bad_file_name" } });
  });

  it("fills figures with zeros behind their sign", () => {
    const amount: LayoutField = {
      name: "Amount",
      source: "amountCents",
      amountFormat: { decimals: "none", sign: "before" },
      width: 8,
      align: "right",
      pad: "0",
    };
    const { delimiter: _delimiter, quoting: _quoting, hasColumnNames: _names, ...rest } = layout({});
    const columns: FixedLayout = { ...rest, format: "fixed", record: [{ fields: [amount] }] };
    const reversal: PostingFileRecord = { ...first, kind: "reversal", amountCents: -125 };
    const result = renderPostingFile(columns, { ...sample, records: [reversal] });
    expect(result.ok && result.file.content).toBe("-0000125\n");
  });
});

describe("any records in any layout", () => {
  it("come back from a delimited file to the cent and letter by letter, or are refused in words", () => {
    let written = 0;
    fc.assert(
      fc.property(delimited, batches, (layout, batch) => {
        expect(postingLayoutSchema.safeParse(layout).error?.issues ?? []).toEqual([]);
        const result = renderPostingFile(layout, batch);
        if (!result.ok) return expectRefusalInWords(result, layout);
        written += 1;
        const read = readDelimited(decode(result), layout);
        expectSums(read, batch, layout);
        expectTexts(read, batch, false);
        for (const { payer = "" } of read.rows) expect(payer.startsWith("=")).toBe(false);
        return undefined;
      }),
      RUNS,
    );
    expect(written).toBeGreaterThan(20);
  });

  it("stand in the columns of a fixed file, in characters and in bytes, or are refused in words", () => {
    let written = 0;
    fc.assert(
      fc.property(fixed, batches, (layout, batch) => {
        expect(postingLayoutSchema.safeParse(layout).error?.issues ?? []).toEqual([]);
        const result = renderPostingFile(layout, batch);
        if (!result.ok) return expectRefusalInWords(result, layout);
        written += 1;
        const read = readFixed(decode(result), encodePostingFile(result.file), layout);
        expectSums(read, batch, layout);
        expectTexts(read, batch, true);
        return undefined;
      }),
      RUNS,
    );
    expect(written).toBeGreaterThan(20);
  });

  it("come back from an XML file, in attributes and in texts, or are refused in words", () => {
    let written = 0;
    fc.assert(
      fc.property(xml, batches, (layout, batch) => {
        expect(postingLayoutSchema.safeParse(layout).error?.issues ?? []).toEqual([]);
        const result = renderPostingFile(layout, batch);
        if (!result.ok) return expectRefusalInWords(result, layout);
        written += 1;
        const read = readXml(decode(result));
        expectSums(read, batch, layout);
        expectTexts(read, batch, false);
        return undefined;
      }),
      RUNS,
    );
    expect(written).toBeGreaterThan(20);
  });
});
