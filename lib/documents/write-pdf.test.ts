import { expect, it } from "vitest";
import { readPdf } from "@/tests/support/read-pdf";
import type { PrintedDocument } from "./model";
import { writePdf } from "./write-pdf";

const DOCUMENT: PrintedDocument = {
  title: "Receipt R-2026-000123",
  language: "fr",
  paper: "letter",
  firm: { name: "Hartwell & Lowe LLP", lines: ["1 Main St, Albany, NY", "(212) 555-0100"] },
  blocks: [
    { kind: "heading", level: 1, text: "Paiement reçu", aside: "R-2026-000123" },
    { kind: "sum", text: "1 250,00 $ US", below: "Fonds en fiducie", isTrust: true },
    { kind: "text", text: "Łukasz Őry, Привет, Ωμέγα, 漢" },
    { kind: "facts", rows: [{ name: "Payeur", value: "Elena Marsh" }] },
    {
      kind: "table",
      columns: [
        { text: "Objet", kind: "text", share: 3 },
        { text: "Montant", kind: "money", share: 1 },
      ],
      rows: [["Facture 204118", "1 213,59 $ US"]],
      total: ["Total", "1 250,00 $ US"],
    },
    { kind: "notice", text: "Cet argent est détenu en fiducie.", isTrust: true },
    { kind: "quote", text: "I authorize." },
  ],
  foot: "R-2026-000123",
  pageText: (page, pages) => `Page ${page} de ${pages}`,
  madeAt: new Date("2026-11-21T12:00:00Z"),
};

it("is read back by another reader: words, tags, faces, language, title", async () => {
  const read = await readPdf(await writePdf(DOCUMENT));
  expect(read.pages).toHaveLength(1);
  const [page] = read.pages;
  expect(page?.text).toContain("Paiement reçu");
  // A script that no face has is told as missing, never dropped.
  expect(page?.text).toContain("Łukasz Őry, Привет, Ωμέγα, ?");
  expect(page?.text).toContain("Page 1 de 1");
  expect(page?.tags).toMatchObject({ Document: 1, H1: 1, Table: 2, TR: 4, TH: 3, TD: 5, BlockQuote: 1 });
  expect(read).toMatchObject({ title: DOCUMENT.title, language: "fr", isTagged: true, showsTitle: true });
  expect(read.fonts.every((font) => font.isEmbedded)).toBe(true);
  expect(new Set(read.fonts.map((font) => font.family))).toEqual(new Set(["IBMPlexSans", "SourceSerif4"]));
});

it("is the same file of the same document, byte by byte", async () => {
  const [first, second] = await Promise.all([writePdf(DOCUMENT), writePdf(DOCUMENT)]);
  expect(Buffer.compare(first, second)).toBe(0);
});

it("goes on to further pages and says how many there are", async () => {
  const rows = Array.from({ length: 120 }, (_, index) => [`Line ${index + 1}`, "$1.00"]);
  const [, , , , table] = DOCUMENT.blocks;
  const blocks = table?.kind === "table" ? [{ ...table, rows }] : [];
  const long = { kind: "text", text: "word ".repeat(4_000) } as const;
  const read = await readPdf(await writePdf({ ...DOCUMENT, paper: "a4", blocks: [...blocks, long] }));
  expect(read.pages.length).toBeGreaterThan(6);
  for (const [index, page] of read.pages.entries())
    expect(page.text).toContain(`Page ${index + 1} de ${read.pages.length}`);
  const text = read.pages.map((page) => page.text).join(" ");
  for (const [name] of rows) expect(text).toContain(name);
  expect(text.match(/\bword\b/g)).toHaveLength(4_000);
});
