import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import {
  LAYOUT_REFUSAL_CODES,
  type LayoutField,
  type PostingLayout,
  type SaidRefusal,
} from "@/lib/posting-layouts/model";
import { renderPostingFile } from "@/lib/posting-layouts/render";
import { sampleBatch } from "@/lib/posting-layouts/sample-batch";
import { sayRefusal } from "./say-refusal";

const VALUES = {
  ...{ value: "V1", otherValue: "V2", first: "D-2026-000101", source: "matterNumber", known: "card, echeck" },
  ...{ records: "20001", most: "20000", kind: "reversal", expected: "USD", length: "9", width: "4" },
  ...{ sign: "tab", character: "U+0009", times: "2", written: "100", total: "200" },
};

function layoutOf(tried: LayoutField): PostingLayout {
  return {
    ...{ name: "Own", fileName: "{batchNumber}.csv", encoding: "utf8", hasByteOrderMark: false },
    ...{ afterDelivery: { en: "" }, format: "delimited", delimiter: ",", quoting: "needed", lineEnd: "lf" },
    ...{ hasColumnNames: false, fileHeader: [], groupBy: [], groupHeader: [], groupTrailer: [], fileTrailer: [] },
    record: [
      { fields: [tried, { name: "Reference", source: "reference" }, { name: "Amount", source: "amountCents" }] },
    ],
  };
}

describe("the sentence of a layout's refusal", () => {
  const say = (locale: (typeof LOCALES)[number], refusal: SaidRefusal) =>
    sayRefusal(textsOf(locale, "postings.layoutRefusal") as never, refusal);

  it.each(LOCALES)("is there for every code, with its values and in its own words: %s", (locale) => {
    for (const code of LAYOUT_REFUSAL_CODES) {
      const refusal = { code, field: "Matter", detail: VALUES };
      const sentence = say(locale, refusal);
      expect(sentence, code).not.toMatch(/layoutRefusal|[{}]/);
      if (locale !== "en") expect(sentence, code).not.toBe(say("en", refusal));
    }
    const long = say(locale, { code: "too_long", field: "Matter", detail: VALUES });
    for (const value of ["Matter", "V1", "9", "4"]) expect(long).toContain(value);
  });

  it.each([
    ["too_long", { source: "matterNumber", width: 2 }, {}],
    ["unknown_value", { source: "methodKind", values: { x: "X" } }, {}],
    ["unwritable", { source: "payerName" }, { payerName: "a\tb" }],
    ["missing_value", { source: "matterNumber", isRequired: true }, { matterNumber: "" }],
    ["bad_date", { source: "postingDate" }, { postingDate: "21/11/2026" }],
    ["bad_amount", { literal: "" }, { amountCents: 0 }],
    ["wrong_currency", { literal: "" }, { currency: "CAD" }],
    ["duplicate_reference", { literal: "" }, { reference: "" }],
    ["several_lines", { source: "amountCents" }, {}],
    ["no_records", { literal: "" }, null],
  ] as const)("gets all that it needs from the writing of files: %s", (code, field, change) => {
    const batch = sampleBatch("invoice");
    const [first] = batch.records;
    const records = first && change ? [{ ...first, ...change }] : [];
    const result = renderPostingFile(layoutOf({ name: "Tried", ...field }), { ...batch, records });
    const refusal = result.ok ? null : result.refusal;
    expect(refusal?.code).toBe(code);
    if (refusal) for (const locale of LOCALES) expect(say(locale, refusal)).not.toMatch(/layoutRefusal|[{}]|undefined/);
  });

  it("names a character that nobody sees by its code", () => {
    const said = { code: "unwritable" as const, field: "Payer", detail: { ...VALUES, sign: "line_break" } };
    expect(say("en", said)).toContain("a line break (U+0009)");
    expect(say("fr", said)).toContain("un saut de ligne (U+0009)");
    expect(say("es", said)).toContain("un salto de línea (U+0009)");
  });
});
