import { holdsCardNumber } from "@/lib/payers/rules";
import { type CustomFieldView, LONGEST_VALUE } from "./model";

export type CustomValueProblem = "field_missing" | "choice_unknown" | "text_too_long" | "card_number_in_text";

/** What is wrong with the values that somebody gave, by the field's id, in the fields' order. Archived fields are not asked for. */
export function problemsOfValues(
  fields: readonly CustomFieldView[],
  values: Readonly<Record<string, string>>,
): { id: string; problem: CustomValueProblem }[] {
  return fields
    .filter((field) => !field.isArchived)
    .flatMap((field) => {
      const problem = problemOf(field, (values[field.id] ?? "").trim());
      return problem ? [{ id: field.id, problem }] : [];
    });
}

function problemOf(field: CustomFieldView, value: string): CustomValueProblem | null {
  if (value === "") return field.isRequired ? "field_missing" : null;
  if (field.kind === "choice") return field.options.includes(value) ? null : "choice_unknown";
  if (value.length > LONGEST_VALUE) return "text_too_long";
  return holdsCardNumber(value) ? "card_number_in_text" : null;
}

/** The values that are kept: of fields that are asked for, trimmed, nothing empty. */
export function keptValues(
  fields: readonly CustomFieldView[],
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const asked = fields.filter((field) => !field.isArchived);
  const pairs = asked.map(({ id }) => [id, (values[id] ?? "").trim()] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
}

/** The order after one step up or down; the same when there is no such step. */
export function orderAfterMove(ids: readonly string[], id: string, direction: "up" | "down"): string[] {
  const from = ids.indexOf(id);
  const to = direction === "up" ? from - 1 : from + 1;
  const moved = [...ids];
  if (from < 0 || to < 0 || to >= ids.length) return moved;
  moved.splice(from, 1);
  moved.splice(to, 0, id);
  return moved;
}

/** "Litigation\nTax": one choice a line, nothing empty, nothing twice. */
export function readOptions(typed: string): string[] {
  const lines = typed.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
  return [...new Set(lines.filter((line) => line !== ""))];
}
