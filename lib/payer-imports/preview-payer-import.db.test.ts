import { beforeAll, expect, it } from "vitest";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { saveCustomField } from "@/lib/custom-fields/save-custom-field";
import { CustomFieldForm } from "@/lib/custom-fields/schemas";
import { startExport } from "@/lib/exports/start-export";
import { LOCALES } from "@/lib/i18n/model";
import { ownColumnId, PAYER_COLUMNS } from "@/lib/payers/columns";
import { createPayer } from "@/lib/payers/create-payer";
import { listPayers } from "@/lib/payers/queries";
import { CreatePayerInput } from "@/lib/payers/schemas";
import type { Ctx } from "@/lib/platform/context";
import { staffCtx } from "@/tests/support/money-bench";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { importPayers } from "./import-payers";
import { previewPayerImport } from "./preview-payer-import";

useTestDatabase();
let firm: TestFirm;
let owner: TestUser;

/** "Notes" is the name of another column too. */
const OWN = [
  { label: "Practice", kind: "choice", options: "Tax\nTrusts, estates" },
  { label: "=Referred by", kind: "text", options: "" },
  { label: "Notes", kind: "text", options: "" },
];

const EMPTY = { kind: "business" as const, name: "", emails: [] as string[] };

beforeAll(async () => {
  firm = await makeTestFirm();
  owner = await makeTestUser(firm, "usr_owner");
  const fields = await makeFields(firm);
  const valued = (values: string[]) =>
    Object.fromEntries(values.map((value, index) => [fields[index]?.id ?? "", value]).filter(([, value]) => value));
  const made = [
    { ...EMPTY, name: "=Bluewater", phone: "+1 555 0100", customFields: valued(["Tax", "-", "'+1"]) },
    { ...EMPTY, name: "'Tis LLC", notes: '\'=a "b",\nsecond line', customFields: valued(["Trusts, estates", "", "x"]) },
    {
      ...{ kind: "person" as const, givenName: "Élodie", familyName: "Ng", emails: ["a@b.example", "c@d.example"] },
      ...{ clientRefs: ["00042", "-7"], locale: "fr" as const, notes: "@home" },
      address: { line1: "1 Main", line2: "+2", city: "Rye", region: "NY", postalCode: "01058", country: "US" },
    },
    { kind: "person" as const, name: "Only One" },
  ];
  for (const [index, facts] of made.entries())
    await createPayer(manager(firm), CreatePayerInput.parse({ ...facts, requestKey: `made-before-${index}` }));
});

const manager = (of: TestFirm) => staffCtx(of, ["payments.view", "payers.manage", "settings.manage"]);

async function makeFields(of: TestFirm) {
  for (const field of OWN)
    await saveCustomField(manager(of), CustomFieldForm.parse({ ...field, module: "payer", isRequired: false }));
  return listCustomFields(manager(of), "payer");
}

/** Every payer without what is its own, and the firm's fields by their labels. */
async function payersOf(ctx: Ctx) {
  const labels = new Map((await listCustomFields(ctx, "payer")).map(({ id, label }) => [id, label]));
  const { rows } = await listPayers(ctx, { q: "", limit: 50 });
  return rows.map(({ id: _id, createdAt: _made, revision: _revision, customFields, ...facts }) => ({
    ...facts,
    own: Object.entries(customFields).map(([id, value]) => [labels.get(id), value]),
  }));
}

it.each(LOCALES)(
  "the exported file in %s makes the same payers in another firm, own fields and all",
  async (locale) => {
    const fields = await listCustomFields(manager(firm), "payer");
    const columns = [...PAYER_COLUMNS.map(({ id }) => id as string), ...fields.map(({ id }) => ownColumnId(id))];
    const wish = { list: "payers", format: "csv" as const, query: "", columns: columns.join(","), picked: null };
    const started = await startExport(owner.ctxAt(), wish, locale);
    if (started.kind !== "file") throw new Error("It became a job.");
    const other = await makeTestFirm(`frm_${locale}`);
    await makeFields(other);
    const preview = await previewPayerImport(manager(other), Buffer.concat(started.content));
    expect(preview.rows.map(({ isBroken }) => isBroken)).toEqual([false, false, false, false]);
    await importPayers(manager(other), { importKey: `again-${locale}`, rows: preview.rows });
    const before = await payersOf(manager(firm));
    expect(before).toHaveLength(4);
    expect(await payersOf(manager(other))).toEqual(before);
  },
);

it("a wrong choice is refused with its line and field, and nobody is made", async () => {
  const other = await makeTestFirm("frm_wrong");
  const [practice] = await makeFields(other);
  const preview = await previewPayerImport(manager(other), Buffer.from("Name,Practice\nA,Tax\nB,Tax law\n"));
  expect(preview.ownFields[0]).toMatchObject({ id: practice?.id, options: ["Tax", "Trusts, estates"] });
  await expect(importPayers(manager(other), { importKey: "wrong-one", rows: preview.rows })).rejects.toMatchObject({
    reason: "rows_invalid",
    fields: [{ path: `3.cf.${practice?.id}`, message: "choice_unknown" }],
  });
  expect(await payersOf(manager(other))).toEqual([]);
});
