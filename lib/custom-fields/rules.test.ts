import { describe, expect, it } from "vitest";
import type { CustomFieldView } from "./model";
import { keptValues, orderAfterMove, problemsOfValues, readOptions } from "./rules";

const field = (changes: Partial<CustomFieldView>): CustomFieldView => ({
  ...{ id: "fld_1", module: "payment", label: "Cost centre", kind: "text", options: [] },
  ...{ isRequired: false, isArchived: false },
  ...changes,
});
const choice = field({ id: "fld_2", label: "Practice", kind: "choice", options: ["Tax", "Trusts"] });

describe("problemsOfValues", () => {
  it.each([
    ["an empty optional field", field({}), "", null],
    ["an empty required field", field({ isRequired: true }), "  ", "field_missing"],
    ["a required field that is archived", field({ isRequired: true, isArchived: true }), "", null],
    ["a text", field({}), "4410", null],
    ["a text that is too long", field({}), "a".repeat(501), "text_too_long"],
    ["the number of a card", field({}), "4242 4242 4242 4242", "card_number_in_text"],
    ["one of the choices", { ...choice, id: "fld_1" }, "Tax", null],
    ["none of the choices", { ...choice, id: "fld_1" }, "Crime", "choice_unknown"],
    ["a required choice that is missing", { ...choice, id: "fld_1", isRequired: true }, "", "field_missing"],
  ] as const)("of %s", (_name, asked, value, problem) => {
    expect(problemsOfValues([asked], { fld_1: value })).toEqual(problem ? [{ id: "fld_1", problem }] : []);
  });
});

it("keeps what was given to fields that are asked for, and nothing else", () => {
  const fields = [field({}), choice, field({ id: "fld_3", isArchived: true })];
  expect(keptValues(fields, { fld_1: " 4410 ", fld_2: "", fld_3: "old", fld_9: "foreign" })).toEqual({ fld_1: "4410" });
});

it.each([
  ["b", "up", ["b", "a", "c"]],
  ["b", "down", ["a", "c", "b"]],
  ["a", "up", ["a", "b", "c"]],
  ["c", "down", ["a", "b", "c"]],
  ["z", "down", ["a", "b", "c"]],
] as const)("moves %s %s", (id, direction, order) => {
  expect(orderAfterMove(["a", "b", "c"], id, direction)).toEqual(order);
});

it("reads one choice a line, each once", () => {
  expect(readOptions(" Tax \n\nTrusts  and estates\nTax\n")).toEqual(["Tax", "Trusts and estates"]);
});
