import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/platform/errors";
import { readLayoutText } from "./read-layout-text";

function problemsOf(text: string): unknown[] {
  try {
    readLayoutText(text);
  } catch (error) {
    if (error instanceof AppError) return error.fields;
  }
  return [];
}

describe("a text that is no JSON", () => {
  it.each([
    ["a value that is missing", '{\n  "a": }', "layout_not_json", "2", "8"],
    ["a comma too many", '{"a": 1,\n"b": 2,\n}', "layout_not_json", "3", "1"],
    ["a word", "layout", "layout_not_json", "1", "1"],
    ["a brace that is not closed", '{\n"a": 1', "layout_ends_early", "2", "7"],
    ["a text that is not closed", '{"a": "b', "layout_ends_early", "1", "9"],
    ["nothing", "", "layout_ends_early", "1", "1"],
  ])("is told where it ends being one: %s", (_words, text, message, line, column) => {
    expect(problemsOf(text)).toEqual([{ path: "text", message, values: { line, column } }]);
  });

  it("is told apart from JSON that is no layout", () => {
    expect(problemsOf("7")).toEqual([{ path: "text", message: "layout_kind", values: { expected: "object" } }]);
  });
});
