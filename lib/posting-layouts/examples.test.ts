import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ENTERPRISE_DELIMITED } from "./built-in/enterprise";
import { LAYOUT_SOURCES, type LayoutField, type PostingLayout } from "./model";
import { readPostingLayout } from "./preview-posting-file";
import { renderPostingFile } from "./render";
import { sampleBatch } from "./sample-batch";

const page = readFileSync("docs/posting-layouts.md", "utf8");
const examples = [...page.matchAll(/^\| `(\{"name".*\})` \| `(.*)` \|$/gm)].map(([, field = "", writes = ""]) => ({
  field,
  writes,
}));

function layoutWith(field: LayoutField): PostingLayout {
  return {
    ...ENTERPRISE_DELIMITED,
    fileHeader: [],
    fileTrailer: [],
    record: [
      {
        fields: [field, { name: "Reference", source: "reference" }, { name: "Amount", source: "amountCents" }],
      },
    ],
  };
}

describe("the page about posting layouts", () => {
  it("has an example of every part of a field", () => {
    const shown = new Set(examples.flatMap(({ field }) => Object.keys(JSON.parse(field))));
    const parts: (keyof LayoutField)[] = [
      "name",
      "source",
      "literal",
      "template",
      "dateFormat",
      "amountFormat",
      "values",
      "default",
      "isRequired",
      "width",
      "isUpperCase",
      "whenTooLong",
      "whenUnwritable",
    ];
    expect([...shown].sort()).toEqual([...parts].sort());
  });

  it.each(examples)("$field writes $writes", ({ field, writes }) => {
    const read = readPostingLayout(layoutWith(JSON.parse(field) as LayoutField));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const batch = sampleBatch("invoice");
    const rendered = renderPostingFile(read.layout, { ...batch, records: batch.records.slice(0, 1) });
    expect(rendered.ok && rendered.file.content).toBe(`${writes},D-2026-000101,1250.00\r\n`);
  });

  it("names every source", () => {
    expect(LAYOUT_SOURCES.filter((source) => !page.includes(`\`${source}\``))).toEqual([]);
  });
});
