import type { z } from "zod";

/** What can be wrong with a layout document; each code has a sentence in messages (`errors.field`). */
export const LAYOUT_PROBLEM_CODES = [
  "layout_not_json",
  "layout_ends_early",
  "layout_kind",
  "layout_keys",
  "layout_choice",
  "layout_too_small",
  "layout_too_big",
  "layout_shape",
  "layout_one_line",
  "layout_xml_name",
  "layout_date_format",
  "layout_pad",
  "layout_condition_source",
  "layout_delimiter",
  "layout_file_name_source",
  "layout_file_name_repeats",
  "layout_mark_latin1",
  "layout_field_content",
  "layout_field_date_format",
  "layout_field_amount_format",
  "layout_field_values",
  "layout_placeholder_source",
  "layout_placeholder_format",
  "layout_scope_record",
  "layout_scope_group",
  "layout_no_cut",
  "layout_no_replace",
  "layout_needs_width",
  "layout_digits_right",
  "layout_figure_pad",
  "layout_fixed_only",
  "layout_sign_beside",
  "layout_decimal_comma",
  "layout_no_reference",
  "layout_no_amount",
  "layout_text_or_children",
  "layout_record_in_record",
  "layout_group_in_group",
  "layout_attributes_twice",
  "layout_document_once",
] as const;
export type LayoutProblemCode = (typeof LAYOUT_PROBLEM_CODES)[number];

/** `values` are what the code's sentence needs; in them stand names and words of the document as they are. */
export type SaidProblem = { code: LayoutProblemCode; values: Readonly<Record<string, string>> };

/** `path` in dots: "record.0.fields.3.width"; empty for the whole document. */
export type LayoutProblem = SaidProblem & { path: string };

/** All that is wrong with a document, in the order in which the schema found it. */
export function readLayoutProblems({ issues }: z.core.$ZodError): LayoutProblem[] {
  return issues.map((issue) => ({ path: issue.path.map(String).join("."), ...sayIssue(issue) }));
}

const FIXED_VALUES: Partial<Record<LayoutProblemCode, SaidProblem["values"]>> = {
  layout_delimiter: { choices: ", ; | \\t ^ ~ : ! # *" },
};

function sayIssue(issue: z.core.$ZodIssue): SaidProblem {
  // Rules of our own carry their code where zod has its English.
  const own = LAYOUT_PROBLEM_CODES.find((code) => code === issue.message);
  if (own)
    return { code: own, values: issue.code === "custom" ? (issue.params?.values ?? {}) : (FIXED_VALUES[own] ?? {}) };
  switch (issue.code) {
    case "invalid_type":
      return { code: "layout_kind", values: { expected: issue.expected } };
    case "unrecognized_keys":
      return { code: "layout_keys", values: { keys: issue.keys.join(", ") } };
    case "invalid_value":
      return { code: "layout_choice", values: { choices: issue.values.map(String).join(", ") } };
    case "invalid_union":
      return { code: "layout_choice", values: { choices: "delimited, fixed, xml" } };
    case "too_small":
      return { code: "layout_too_small", values: { origin: issue.origin, limit: String(issue.minimum) } };
    case "too_big":
      return { code: "layout_too_big", values: { origin: issue.origin, limit: String(issue.maximum) } };
    default:
      return { code: "layout_shape", values: {} };
  }
}
