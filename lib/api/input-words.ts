import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

const TYPES: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/**
 * What to write instead, for each rule of a schema that brings no sentence of its own. Handed to `parse` of every body and query; a
 * rule that is not told here keeps the schema's message.
 */
export function inputWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected in TYPES ? `Write ${TYPES[issue.expected]}.` : undefined;
    case "invalid_value":
      return issue.values.length === 1
        ? `Write ${String(issue.values[0])}.`
        : `Write one of: ${issue.values.map(String).join(", ")}.`;
    case "too_small":
      return boundWords(issue.origin, Number(issue.minimum), "more");
    case "too_big":
      return boundWords(issue.origin, Number(issue.maximum), "less");
    case "invalid_format":
      return issue.format === "date" ? "Write a calendar date such as 2026-10-31." : undefined;
    default:
      return undefined;
  }
}

function boundWords(origin: string, bound: number, side: "more" | "less"): string | undefined {
  if (origin === "number" || origin === "int") return `Write ${bound} or ${side}.`;
  const unit = { string: "character", array: "entry" }[origin];
  if (unit === undefined) return undefined;
  const units = bound === 1 ? unit : `${unit.replace(/y$/, "ie")}s`;
  return side === "more" ? `Write ${bound} ${units} or more.` : `Write at most ${bound} ${units}.`;
}
