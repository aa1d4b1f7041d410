import { describe, expect, it } from "vitest";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { factOfHeading } from "@/lib/payers/columns";
import en from "@/messages/en/exports.json";
import es from "@/messages/es/exports.json";
import fr from "@/messages/fr/exports.json";
import type { ImportCells } from "./model";
import { fieldOfHeader, readImportRow, sameLines } from "./rules";

const ROW: ImportCells = { name: "Bluewater LLC" };

function own(facts: Partial<CustomFieldView>): CustomFieldView {
  const start = { id: "fld_1", module: "payer", label: "Practice", kind: "text", options: [] } as const;
  return { ...start, isRequired: false, isArchived: false, ...facts };
}

const PRACTICE = own({ kind: "choice", options: ["Tax", "Trusts"] });
const REFERRER = own({ id: "fld_2", label: "Referred by", isRequired: true });

describe("a row of a file of payers", () => {
  it("with every cell is a payer with every fact", () => {
    const { facts, problems } = readImportRow(
      {
        ...{ kind: "Person", givenName: "Elena", familyName: "Marsh", emails: "a@b.example; c@d.example", phone: "1" },
        ...{ line1: "1 Main", city: "Rye", region: "NY", postalCode: "10580", country: "United States" },
        ...{ clientRefs: "1, 2", locale: "French", notes: "Prefers mail" },
      },
      [],
    );
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
    expect(readImportRow(cells, []).facts?.kind).toBe(kind);
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
    expect(readImportRow(cells, [])).toEqual({ facts: null, problems: [{ field, code }] });
  });

  it("says every wrong cell, not only the first", () => {
    const { problems } = readImportRow({ kind: "x", emails: "x", country: "x", locale: "x" }, []);
    expect(problems.map(({ field }) => field)).toEqual(["kind", "locale", "country", "emails", "name"]);
  });
});

it("headers are known in any case and space, and by what others call them", () => {
  const names = [" given  NAME", "First Name", "E-Mail", "ZIP code", "Balance", "constructor"];
  expect(names.map((name) => fieldOfHeader(name, []))).toEqual([
    "givenName",
    "givenName",
    "emails",
    "postalCode",
    null,
    null,
  ]);
});

describe("the firm’s own fields", () => {
  it("are columns by their labels; a label that is another column’s name is marked", () => {
    const fields = [PRACTICE, own({ id: "fld_3", label: "Notes" }), own({ id: "fld_4", label: "Created" })];
    const names = [" practice ", "Notes", "Notes (custom)", "created (Custom)", "Created", "Nobody"];
    expect(names.map((name) => fieldOfHeader(name, fields))).toEqual([
      ...["cf.fld_1", "notes", "cf.fld_3", "cf.fld_4", null, null],
    ]);
  });

  it("are kept, a choice as the firm writes it", () => {
    const cells = { ...ROW, "cf.fld_1": " trusts ", "cf.fld_2": "Ana Ruiz" };
    const { facts } = readImportRow(cells, [PRACTICE, REFERRER]);
    expect(facts?.customFields).toEqual({ fld_1: "Trusts", fld_2: "Ana Ruiz" });
  });

  it("with a wrong value say so at the cell, and with none where one is required", () => {
    const cells = { ...ROW, "cf.fld_1": "Tax law" };
    expect(readImportRow(cells, [PRACTICE, REFERRER])).toEqual({
      facts: null,
      problems: [
        { field: "cf.fld_1", code: "choice_unknown" },
        { field: "cf.fld_2", code: "field_missing" },
      ],
    });
  });
});

it.each([en, fr, es])("every heading of the export is read in its own language, but those of times", (texts) => {
  const { last_paid, created, ...headings } = texts.columns.payers;
  expect(Object.values(headings).filter((name) => factOfHeading(name) === null)).toEqual([]);
  expect([last_paid, created].map(factOfHeading)).toEqual([null, null]);
});

it("a later row of the same address or the same plain name is told with its earlier line", () => {
  const rows = [
    { name: "Blue-Water, LLC", emails: "a@b.example" },
    { name: "BLUEWATER LLC" },
    { name: "Other", emails: "A@B.example" },
    { name: "Third" },
  ].map((cells, index) => ({ line: index + 2, facts: readImportRow(cells, []).facts }));
  expect([...sameLines(rows)]).toEqual([
    [3, 2],
    [4, 2],
  ]);
});
