import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BUILT_IN_LAYOUTS, chooseAfterDelivery } from "./built-in-layouts";
import { encodePostingFile, hashPostingFile } from "./hash-posting-file";
import type { PostingFileRecord, PostingLayout } from "./model";
import { previewPostingFile, readPostingLayout } from "./preview-posting-file";
import { renderPostingFile } from "./render";
import { sampleBatch } from "./sample-batch";

const GOLDEN = join(import.meta.dirname, "built-in/golden");

const cases = Object.entries(BUILT_IN_LAYOUTS).flatMap(([system, layouts]) =>
  layouts.flatMap((layout) =>
    (["invoice", "trust"] as const).map((kind) => {
      const extension = layout.fileName.slice(layout.fileName.lastIndexOf("."));
      return { name: `${system}-${layout.format}-${kind}${extension}`, layout, kind };
    }),
  ),
);

describe("the built-in layouts", () => {
  it("have a golden file each, for invoices and for trust", () => {
    expect(readdirSync(GOLDEN).sort()).toEqual(cases.map(({ name }) => name).sort());
  });

  it.each(cases)("write $name byte by byte", ({ name, layout, kind }) => {
    const rendered = renderPostingFile(layout, sampleBatch(kind));
    if (!rendered.ok) throw new Error(rendered.refusal.message);
    expect(encodePostingFile(rendered.file).equals(readFileSync(join(GOLDEN, name)))).toBe(true);
    expect(rendered.file).toMatchObject({
      fileName: layout.fileName.replace("{batchNumber}", sampleBatch(kind).number),
      records: kind === "invoice" ? 4 : 2,
      totalCents: kind === "invoice" ? 149_610 : 480_000,
    });
    expect(hashPostingFile(rendered.file)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(Object.values(BUILT_IN_LAYOUTS).flat())("$name is a document that can be kept and read again", (layout) => {
    expect(readPostingLayout(JSON.parse(JSON.stringify(layout)))).toEqual({ ok: true, layout });
    for (const locale of ["en", "fr", "es"]) expect(chooseAfterDelivery(layout, locale)).not.toBe("");
  });
});

describe("Aderant's records", () => {
  const [layout] = BUILT_IN_LAYOUTS.aderant;
  const batch = sampleBatch("invoice");
  const [sample] = batch.records;
  const types = (change: Partial<PostingFileRecord>) => {
    const rendered = renderPostingFile(layout, {
      ...batch,
      records: [{ ...(sample as PostingFileRecord), ...change }],
    });
    if (!rendered.ok) throw new Error(rendered.refusal.message);
    const lines = rendered.file.content.trimEnd().split("\r\n").slice(1);
    return lines.map((line) => line.slice(0, 1)).join("");
  };

  it.each([
    ["an invoice and its matter", {}, "RI"],
    ["an invoice of several matters", { matterNumber: "" }, "RZ"],
    ["a matter alone", { invoiceNumber: "" }, "RM"],
    ["a client alone", { invoiceNumber: "", matterNumber: "" }, "RC"],
    ["neither", { invoiceNumber: "", matterNumber: "", clientNumber: "" }, "RG"],
    ["trust", { itemKind: "trust", invoiceNumber: "" }, "RT"],
  ] as const)("for %s", (_words, change, expected) => {
    expect(types(change)).toBe(expected);
  });

  it("are refused when a receipt's lines do not come to its total", () => {
    const halved = { ...layout, record: layout.format === "delimited" ? layout.record.slice(1) : [] } as PostingLayout;
    const rendered = renderPostingFile(halved, batch);
    expect(rendered).toMatchObject({ ok: false, refusal: { code: "no_line", reference: "D-2026-000101" } });
  });

  it("stand together as one receipt of a payment, its amount their sum, when the firm groups them so", () => {
    const grouped: PostingLayout = { ...layout, groupBy: ["paymentNumber"] };
    const plain =
      grouped.format === "delimited"
        ? {
            ...grouped,
            groupHeader: [
              {
                fields: [
                  { name: "ApplicationType", literal: "R" },
                  { name: "CheckNum", source: "paymentNumber" as const },
                  { name: "Amt", source: "groupTotalCents" as const },
                ],
              },
            ],
          }
        : grouped;
    const record: PostingFileRecord[] = batch.records.map((one) => ({ ...one, paymentNumber: "P-1" }));
    const rendered = renderPostingFile(plain, { ...batch, records: record });
    expect(rendered.ok && rendered.file.content.split("\r\n")[1]).toBe("R,P-1,1496.10");
    const mixed = renderPostingFile(grouped, { ...batch, records: record });
    expect(mixed).toMatchObject({ ok: false, refusal: { code: "differs_in_group" } });
  });
});

describe("a preview", () => {
  const { records, ...head } = sampleBatch("trust");
  const [layout] = BUILT_IN_LAYOUTS.prolaw;

  it("is the very file that is delivered", () => {
    const rendered = renderPostingFile(layout, { ...head, records });
    expect(previewPostingFile(layout, { ...head, records }, "en")).toEqual({
      ok: true,
      file: rendered.ok && rendered.file,
      afterDelivery: layout.afterDelivery.en,
      isSample: false,
    });
  });

  it("shows samples when there are no records, and says so", () => {
    expect(previewPostingFile(layout, { ...head, records: [] }, "es-MX")).toMatchObject({
      ok: true,
      isSample: true,
      afterDelivery: layout.afterDelivery.es,
    });
  });

  it("says where a document is no layout, and why records cannot be written", () => {
    expect(previewPostingFile({ ...layout, delimiter: "a" }, { ...head, records }, "en")).toMatchObject({
      ok: false,
      kind: "layout",
      problems: [{ path: "delimiter" }],
    });
    const broken = records.map((record) => ({ ...record, matterNumber: "" }));
    expect(previewPostingFile(layout, { ...head, records: broken }, "en")).toMatchObject({
      ok: false,
      kind: "records",
      refusal: { code: "missing_value", reference: "D-2026-000111", field: "MatterID" },
    });
  });
});
