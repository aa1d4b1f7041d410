import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { BUILT_IN_LAYOUTS } from "./built-in-layouts";
import { LAYOUT_PROBLEM_CODES, type SaidProblem } from "./model";
import { readPostingLayout } from "./preview-posting-file";

type Document = Record<string, unknown>;
const [DELIMITED, FIXED] = BUILT_IN_LAYOUTS.enterprise as unknown as readonly Document[];
const [XML] = BUILT_IN_LAYOUTS.threeE as unknown as readonly Document[];

function problems(document: unknown): string[] {
  const read = readPostingLayout(document);
  return read.ok ? [] : read.problems.map(({ path, ...problem }) => `${path} ${sayIn("en", problem)}`);
}

/** As the editor shows it. */
const sayIn = (locale: (typeof LOCALES)[number], { code, values }: SaidProblem) =>
  textsOf(locale, "errors.field")(code, { ...values });

const field = (change: Document) => ({
  ...DELIMITED,
  record: [
    {
      fields: [
        { name: "Reference", source: "reference" },
        { name: "Amount", source: "amountCents" },
        { name: "Tried", ...change },
      ],
    },
  ],
});
const column = (change: Document) => ({
  ...FIXED,
  record: [
    {
      fields: [
        { name: "Reference", source: "reference", width: 16 },
        { name: "Amount", source: "amountCents", width: 14 },
        { name: "Tried", width: 10, ...change },
      ],
    },
  ],
});
const root = (change: Document) => ({
  ...XML,
  roots: [
    {
      element: "File",
      children: [
        {
          element: "Record",
          forEach: "record",
          attributes: [{ name: "ref", source: "reference" }],
          text: { name: "amount", source: "amountCents" },
        },
        change,
      ],
    },
  ],
});

describe("a layout document", () => {
  it.each([
    ["no layout", 7, /must be an object/],
    ["a name that is unknown", { ...DELIMITED, delimeter: ";" }, /delimeter/],
    ["a format that is unknown", { ...DELIMITED, format: "json" }, /format/],
    ["a delimiter of numbers", { ...DELIMITED, delimiter: "0" }, /delimiter Choose one of/],
    ["a file name that repeats", { ...DELIMITED, fileName: "CREDIT.csv" }, /fileName Put \{batchNumber\}/],
    ["a file name of a record", { ...DELIMITED, fileName: "{batchNumber}{payerName}" }, /cannot hold \{payerName\}/],
    ["a mark that latin1 lacks", { ...DELIMITED, encoding: "latin1", hasByteOrderMark: true }, /no byte order mark/],
    ["a field of nothing", field({}), /record\.0\.fields\.2 Tried: say one of source, literal and template/],
    ["a field of two things", field({ source: "kind", literal: "x" }), /say one of/],
    ["a source that is unknown", field({ source: "cardNumber" }), /record\.0\.fields\.2\.source/],
    ["a placeholder that is unknown", field({ template: "{cardNumber}" }), /\{cardNumber\} is no source/],
    ["a placeholder's strange format", field({ template: "{payerName:YYYY}" }), /none of a date/],
    ["a date format of a name", field({ source: "payerName", dateFormat: "YYYY" }), /dateFormat is for dates/],
    [
      "an amount format of a name",
      field({ source: "payerName", amountFormat: { decimals: "point", sign: "before" } }),
      /amountFormat is for amounts/,
    ],
    ["words for a date", field({ source: "postingDate", values: { a: "b" } }), /values is for texts/],
    [
      "a number that may be cut",
      field({ source: "matterNumber", width: 8, whenTooLong: "truncate" }),
      /only words for people may be cut/,
    ],
    [
      "a number that may be replaced",
      field({ source: "matterNumber", whenUnwritable: "replace" }),
      /characters replaced/,
    ],
    [
      "a reference that may be cut",
      field({ template: "{reference}", width: 5, whenTooLong: "truncate" }),
      /may be cut/,
    ],
    ["a line break in a literal", field({ literal: "a\nb" }), /on one line/],
    ["columns in a delimited file", field({ literal: "a", pad: "0" }), /for fixed layouts/],
    [
      "an amount without its sign",
      field({ source: "fileTotalCents", amountFormat: { decimals: "point", sign: "none" } }),
      /a field beside it must tell it: fileTotalSign/,
    ],
    [
      "a decimal comma among commas",
      { ...field({ source: "fileTotalCents", amountFormat: { decimals: "comma", sign: "before" } }), quoting: "never" },
      /needs quotes/,
    ],
    ["a column without a width", column({ literal: "x", width: undefined }), /needs a width/],
    ["zeros behind a figure", column({ source: "fileTotalCents", pad: "0" }), /stands right/],
    [
      "a letter as filling of a figure",
      column({ source: "fileTotalCents", align: "right", pad: "x" }),
      /spaces, zeros or stars/,
    ],
    [
      "a record in a header",
      { ...DELIMITED, fileHeader: [{ fields: [{ name: "a", source: "amountCents" }] }] },
      /of one record/,
    ],
    [
      "a group in a header",
      { ...DELIMITED, fileHeader: [{ fields: [{ name: "a", source: "groupTotalCents" }] }] },
      /of one group/,
    ],
    [
      "no reference",
      { ...DELIMITED, record: [{ fields: [{ name: "a", source: "amountCents" }] }] },
      /Put reference into/,
    ],
    ["no amount", { ...DELIMITED, record: [{ fields: [{ name: "a", source: "reference" }] }] }, /Put amountCents into/],
    [
      "a condition on what is not known yet",
      {
        ...DELIMITED,
        fileTrailer: [{ when: [{ source: "fileLines", is: ["1"] }], fields: [{ name: "a", literal: "T" }] }],
      },
      /known before/,
    ],
    ["an element with a space", root({ element: "a b" }), /a name that XML allows/],
    [
      "a text and children",
      root({ element: "a", text: { name: "t", literal: "" }, children: [] }),
      /a text or children/,
    ],
    [
      "two attributes of a name",
      root({
        element: "a",
        attributes: [
          { name: "x", literal: "" },
          { name: "x", literal: "" },
        ],
      }),
      /the same name/,
    ],
    [
      "records in a record",
      root({ element: "a", forEach: "record", children: [{ element: "b", forEach: "record" }] }),
      /no further records/,
    ],
    [
      "groups in a group",
      root({ element: "a", forEach: "group", children: [{ element: "b", forEach: "group" }] }),
      /no further groups/,
    ],
    ["a document for each record", { ...XML, roots: [{ element: "a", forEach: "record" }] }, /stands once/],
  ])("is refused with its place: %s", (_words, document, expected) => {
    expect(problems(document).join("\n")).toMatch(expected);
  });

  it.each(LOCALES)("is refused in words for every problem, with its names as they are: %s", (locale) => {
    const values = {
      ...{ name: "Tried", source: "kind", placeholder: "{kind}", known: "kind", keys: "delimeter", choices: "xml" },
      ...{ line: "3", column: "4", expected: "array", origin: "array", limit: "1" },
    };
    for (const code of LAYOUT_PROBLEM_CODES) {
      const sentence = sayIn(locale, { code, values });
      expect(sentence, code).not.toMatch(/errors\.field|layout_/);
      if (locale !== "en") expect(sentence, code).not.toBe(sayIn("en", { code, values }));
    }
    expect(sayIn(locale, { code: "layout_placeholder_source", values })).toContain("{kind}");
  });

  it("is taken as it is when nothing is wrong", () => {
    expect(problems(field({ source: "payerName", whenTooLong: "truncate", width: 8 }))).toEqual([]);
    expect(problems(column({ source: "clientNumber" }))).toEqual([]);
    expect(problems(root({ element: "total", text: { name: "t", source: "fileTotalCents" } }))).toEqual([]);
  });
});
