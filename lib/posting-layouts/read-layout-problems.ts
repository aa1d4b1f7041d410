import type { z } from "zod";
import { LAYOUT_PROBLEM_CODES, type LayoutProblem, type LayoutProblemCode, type SaidProblem } from "./model";

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
