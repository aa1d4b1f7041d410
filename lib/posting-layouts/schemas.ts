import { z } from "zod";
import {
  AMOUNT_SIGNS,
  AMOUNT_SOURCES,
  DECIMAL_MARKS,
  FILE_ENCODINGS,
  LAYOUT_SOURCES,
  type LayoutField,
  type LayoutProblemCode,
  type PostingLayout,
  RECORD_DATES,
  RECORD_TEXTS,
  type XmlElement,
} from "./model";
import { findLayoutProblems } from "./rules";

const MAX_FIELDS = 200;
const MAX_LINES = 50;

const source = z.enum(LAYOUT_SOURCES);
/** One line of visible text: what is written into a file may not break it. */
const text = z
  .string()
  .max(400)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, "layout_one_line" satisfies LayoutProblemCode);
const name = text.min(1).max(80);
const xmlName = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_.-]{0,79}(:[A-Za-z_][A-Za-z0-9_.-]{0,79})?$/,
    "layout_xml_name" satisfies LayoutProblemCode,
  );

const fieldShape = {
  source: source.optional(),
  literal: text.optional(),
  template: text.optional(),
  dateFormat: z
    .string()
    .regex(/^(YYYY|YY|MM|DD|[-/. :T0])+$/, "layout_date_format" satisfies LayoutProblemCode)
    .max(40)
    .optional(),
  amountFormat: z
    .strictObject({
      decimals: z.enum(DECIMAL_MARKS),
      sign: z.enum(AMOUNT_SIGNS),
      isNegated: z.boolean().optional(),
    })
    .optional(),
  values: z.record(z.string().max(80), text).optional(),
  default: text.optional(),
  isRequired: z.boolean().optional(),
  width: z.int().min(1).max(2_000).optional(),
  align: z.enum(["left", "right"]).optional(),
  pad: z
    .string()
    .regex(/^[\x20-\x7e]$/, "layout_pad" satisfies LayoutProblemCode)
    .optional(),
  isUpperCase: z.boolean().optional(),
  whenTooLong: z.enum(["refuse", "truncate"]).optional(),
  whenUnwritable: z.enum(["refuse", "replace"]).optional(),
};

const field: z.ZodType<LayoutField> = z.strictObject({ name, ...fieldShape });
const xmlField: z.ZodType<LayoutField> = z.strictObject({ name: xmlName, ...fieldShape });

const conditions = z
  .array(
    z.strictObject({
      source: source.refine(
        (chosen) => !(AMOUNT_SOURCES as readonly string[]).includes(chosen) && chosen !== "fileLines",
        {
          error: "layout_condition_source" satisfies LayoutProblemCode,
        },
      ),
      is: z.array(z.string().max(200)).max(100).optional(),
      isNot: z.array(z.string().max(200)).max(100).optional(),
      startsWith: z.string().max(200).optional(),
      startsNotWith: z.string().min(1).max(200).optional(),
      isEmpty: z.boolean().optional(),
    }),
  )
  .max(20);

const lines = z
  .array(z.strictObject({ when: conditions.optional(), fields: z.array(field).min(1).max(MAX_FIELDS) }))
  .max(MAX_LINES);

const groupBy = z.array(z.enum([...RECORD_TEXTS, ...RECORD_DATES])).max(20);

const base = {
  name,
  fileName: text.min(1).max(200),
  encoding: z.enum(FILE_ENCODINGS),
  hasByteOrderMark: z.boolean(),
  afterDelivery: z.strictObject({
    en: z.string().max(2_000),
    fr: z.string().max(2_000).optional(),
    es: z.string().max(2_000).optional(),
  }),
};

const lineParts = {
  fileHeader: lines,
  groupBy,
  groupHeader: lines,
  record: lines.min(1),
  groupTrailer: lines,
  fileTrailer: lines,
};
const lineEnd = z.enum(["crlf", "lf"]);

const element: z.ZodType<XmlElement> = z.lazy(() =>
  z.strictObject({
    element: xmlName,
    when: conditions.optional(),
    forEach: z.enum(["group", "record"]).optional(),
    attributes: z.array(xmlField).max(MAX_FIELDS).optional(),
    text: field.optional(),
    children: z.array(element).max(MAX_FIELDS).optional(),
    isLeftOutWhenEmpty: z.boolean().optional(),
  }),
);

const document = z.discriminatedUnion("format", [
  z.strictObject({
    format: z.literal("delimited"),
    ...base,
    delimiter: z
      .string()
      .regex(/^[,;|\t^~:!#*]$/, "layout_delimiter" satisfies LayoutProblemCode)
      .max(1),
    quoting: z.enum(["always", "needed", "never"]),
    lineEnd,
    hasColumnNames: z.boolean(),
    ...lineParts,
  }),
  z.strictObject({ format: z.literal("fixed"), ...base, lineEnd, ...lineParts }),
  z.strictObject({
    format: z.literal("xml"),
    ...base,
    hasDeclaration: z.boolean(),
    isIndented: z.boolean(),
    groupBy,
    roots: z.array(element).min(1).max(10),
  }),
]);

/**
 * A layout as it is kept and edited. Whatever it accepts can be rendered: what a batch then cannot be written for is the batch's.
 * Unknown names are refused, because a mistyped `isRequired` would let a value go missing in silence.
 */
export const postingLayoutSchema: z.ZodType<PostingLayout> = document.superRefine((layout, context) => {
  for (const { path, code, values } of findLayoutProblems(layout))
    context.addIssue({ code: "custom", path: [...path], message: code, params: { values } });
});
