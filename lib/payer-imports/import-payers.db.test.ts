import { beforeAll, expect, it } from "vitest";
import { createPayer } from "@/lib/payers/create-payer";
import { countPayers, listPayers } from "@/lib/payers/queries";
import { CreatePayerInput } from "@/lib/payers/schemas";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { importPayers } from "./import-payers";
import { previewPayerImport } from "./preview-payer-import";
import { readImportRow } from "./rules";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

const clerk = (of = firm) => staffCtx(of, ["payments.view", "payers.manage"]);
const viewer = () => staffCtx(firm, ["payments.view"]);
const bytes = (text: string) => new TextEncoder().encode(text);

it("shows every row of a file, and which of them are there already; nothing is written", async () => {
  const facts = { kind: "business" as const, name: "Bluewater, LLC", emails: ["office@blue.example"] };
  const { id } = await createPayer(clerk(), CreatePayerInput.parse({ ...facts, requestKey: "preview-1" }));
  const file =
    'Name;Email;Balance\nBLUEWATER LLC;;1\n"A ""B"" Co";a@b.example;2\n;;\nC;OFFICE@blue.example;3\n"D" x;d@e.example;4\n';
  const preview = await previewPayerImport(clerk(), bytes(file));
  expect(preview.rows).toEqual([
    { line: 2, cells: { name: "BLUEWATER LLC", emails: "" }, isBroken: false },
    { line: 3, cells: { name: 'A "B" Co', emails: "a@b.example" }, isBroken: false },
    { line: 5, cells: { name: "C", emails: "OFFICE@blue.example" }, isBroken: false },
    { line: 6, cells: { name: "", emails: "" }, isBroken: true },
  ]);
  expect(preview.known).toEqual([
    { line: 2, payerId: id, name: "Bluewater, LLC" },
    { line: 5, payerId: id, name: "Bluewater, LLC" },
  ]);
  expect(await countPayers(clerk(), "")).toBe(1);
});

it.each([
  ["", "file_empty"],
  ["Balance,Due\n1,2\n", "column_missing"],
  ["Email\na@b.example\n", "column_missing"],
  ["Name,Payer\na,b\n", "column_twice"],
  ["%PDF-1.7", "file_binary"],
])("refuses a file that begins %j", async (text, reason) => {
  expect(await refusalOf(previewPayerImport(clerk(), bytes(text)))).toMatchObject({ code: "invalid_input", reason });
});

it("takes 10,000 rows at once, once, however often they are sent, also at the same time", async () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => `Payer ${index},p${index}@many.example,C-${index}`);
  const preview = await previewPayerImport(
    clerk(stranger),
    bytes(`Name,Emails,Client References\n${lines.join("\n")}\n`),
  );
  expect(preview.rows).toHaveLength(10_000);
  expect(preview.rows.every(({ cells }) => readImportRow(cells, []).facts !== null)).toBe(true);
  const wish = { importKey: "ten-thousand", rows: preview.rows };
  const answers = await releaseTogether(3, () => importPayers(clerk(stranger), wish));
  const created = answers.map((answer) => (answer as { created: number }).created).sort((a, b) => a - b);
  expect(created).toEqual([0, 0, 10_000]);
  expect(await importPayers(clerk(stranger), wish)).toEqual({ created: 0, existing: 10_000 });
  expect(await countPayers(clerk(stranger), "")).toBe(10_000);
  const [row] = (await listPayers(clerk(stranger), { q: "p4321@many", limit: 5 })).rows;
  expect(row).toMatchObject({ name: "Payer 4321", kind: "business", clientRefs: ["C-4321"] });
  const audit = await test.asOwner("select detail from audit_log where action = 'payer.import'", []);
  expect(audit).toEqual([{ detail: { created: 10_000, existing: 0 } }]);
});

it("makes nobody when one row is wrong, and refuses who may not", async () => {
  const rows = [
    { line: 2, cells: { name: "Good" } },
    { line: 3, cells: { name: "Bad", emails: "nobody" } },
  ];
  const before = await countPayers(clerk(), "");
  const wish = { importKey: "one-is-wrong", rows };
  await expect(importPayers(clerk(), wish)).rejects.toMatchObject({
    reason: "rows_invalid",
    fields: [{ path: "3.emails", message: "email_invalid" }],
  });
  expect(await countPayers(clerk(), "")).toBe(before);
  expect(await refusalOf(importPayers(viewer(), wish))).toMatchObject({ code: "forbidden" });
  expect(await refusalOf(previewPayerImport(viewer(), bytes("Name\nA\n")))).toMatchObject({ code: "forbidden" });
});
