import { describe, expect, it } from "vitest";
import type { ImportCells } from "./model";
import { fieldOfHeader, readImportRow, sameLines } from "./rules";

const ROW: ImportCells = { name: "Bluewater LLC" };

describe("a row of a file of payers", () => {
  it("with every cell is a payer with every fact", () => {
    const { facts, problems } = readImportRow({
      ...{ kind: "Person", givenName: "Elena", familyName: "Marsh", emails: "a@b.example; c@d.example", phone: "1" },
      ...{ line1: "1 Main", city: "Rye", region: "NY", postalCode: "10580", country: "United States" },
      ...{ clientRefs: "1, 2", locale: "French", notes: "Prefers mail" },
    });
    expect(problems).toEqual([]);
    expect(facts).toMatchObject({
      ...{ kind: "person", givenName: "Elena", familyName: "Marsh", emails: ["a@b.example", "c@d.example"] },
      ...{ clientRefs: ["1", "2"], locale: "fr", notes: "Prefers mail" },
      address: { line1: "1 Main", line2: "", city: "Rye", region: "NY", postalCode: "10580", country: "US" },
    });
  });

  it.each<[string, ImportCells, "person" | "business"]>([
    ["a name alone", { name: "Bluewater" }, "business"],
    ["a family name", { familyName: "Marsh" }, "person"],
    ["its own word", { name: "Marsh", kind: "PERSON" }, "person"],
  ])("is of the kind that %s says", (_what, cells, kind) => {
    expect(readImportRow(cells).facts?.kind).toBe(kind);
  });

  it.each<[string, ImportCells, string, string]>([
    ["no name", { emails: "a@b.example" }, "name", "payer_name_missing"],
    ["a word for an address", { ...ROW, emails: "a@b.example; nobody" }, "emails", "email_invalid"],
    ["an unknown kind", { ...ROW, kind: "firm" }, "kind", "kind_unknown"],
    ["an unknown language", { ...ROW, locale: "de" }, "locale", "locale_unknown"],
    ["an unknown country", { ...ROW, country: "Atlantis" }, "country", "country_unknown"],
    ["a card number in the notes", { ...ROW, notes: "4242 4242 4242 4242" }, "notes", "card_number_in_text"],
    ["too long a city", { ...ROW, city: "x".repeat(81) }, "city", "text_too_long"],
  ])("with %s says so at the cell", (_what, cells, field, code) => {
    expect(readImportRow(cells)).toEqual({ facts: null, problems: [{ field, code }] });
  });

  it("says every wrong cell, not only the first", () => {
    const { problems } = readImportRow({ kind: "x", emails: "x", country: "x", locale: "x" });
    expect(problems.map(({ field }) => field)).toEqual(["kind", "locale", "country", "emails", "name"]);
  });
});

it("headers are known in any case and space, and by what others call them", () => {
  const names = [" given  NAME", "First Name", "E-Mail", "ZIP code", "Balance", "constructor"];
  expect(names.map(fieldOfHeader)).toEqual(["givenName", "givenName", "emails", "postalCode", null, null]);
});

it("a later row of the same address or the same plain name is told with its earlier line", () => {
  const rows = [
    { name: "Blue-Water, LLC", emails: "a@b.example" },
    { name: "BLUEWATER LLC" },
    { name: "Other", emails: "A@B.example" },
    { name: "Third" },
  ].map((cells, index) => ({ line: index + 2, facts: readImportRow(cells).facts }));
  expect([...sameLines(rows)]).toEqual([
    [3, 2],
    [4, 2],
  ]);
});
