import { beforeAll, describe, expect, it } from "vitest";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { archiveCustomField } from "./archive-custom-field";
import { moveCustomField } from "./move-custom-field";
import { listAllCustomFields, listCustomFields } from "./queries";
import { saveCustomField } from "./save-custom-field";
import { CustomFieldForm } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
let made = 0;
const admin = () => staffCtx(firm, ["settings.manage", "payments.view"]);
const clerk = () => staffCtx(firm, ["payments.view", "payments.take"]);

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

function wish(changes: Partial<CustomFieldForm> = {}): CustomFieldForm {
  made += 1;
  const start = { module: "payment", label: `Field ${made}`, kind: "text", options: "", isRequired: false };
  return CustomFieldForm.parse({ ...start, ...changes });
}

async function auditOf(fieldId: string): Promise<string[]> {
  const rows = await test.asOwner<{ action: string }>(
    "select action from audit_log where object_id = $1 order by seq",
    [fieldId],
  );
  return rows.map(({ action }) => action);
}

describe("the firm’s own fields", () => {
  it("are added, changed, ordered, archived and asked for again, each in the audit", async () => {
    const first = await saveCustomField(admin(), wish({ label: "Cost centre" }));
    const second = await saveCustomField(admin(), wish({ label: "Practice", kind: "choice", options: "Tax\nTrusts" }));
    await saveCustomField(admin(), wish({ label: "Of payers", module: "payer" }));
    const labels = async () => (await listCustomFields(clerk(), "payment")).map(({ label }) => label);
    expect(await labels()).toEqual(["Cost centre", "Practice"]);
    await moveCustomField(admin(), { fieldId: second.fieldId, direction: "up" });
    expect(await labels()).toEqual(["Practice", "Cost centre"]);
    await saveCustomField(admin(), wish({ fieldId: first.fieldId, label: "Centre", isRequired: true }));
    await archiveCustomField(admin(), { fieldId: second.fieldId, isArchived: true });
    expect(await listCustomFields(clerk(), "payment")).toEqual([
      {
        ...{ id: first.fieldId, module: "payment", label: "Centre", kind: "text", options: [] },
        isRequired: true,
        isArchived: false,
      },
    ]);
    expect((await listAllCustomFields(admin(), "payment")).map(({ isArchived }) => isArchived)).toEqual([false, true]);
    await archiveCustomField(admin(), { fieldId: second.fieldId, isArchived: false });
    expect(await labels()).toEqual(["Centre", "Practice"]);
    expect(await auditOf(second.fieldId)).toEqual([
      "custom-field.add",
      "custom-field.move",
      "custom-field.archive",
      "custom-field.restore",
    ]);
    expect(await auditOf(first.fieldId)).toEqual(["custom-field.add", "custom-field.change"]);
  });

  it("have a name of their own, and choices of their own", async () => {
    await saveCustomField(admin(), wish({ label: "Twice" }));
    expect(await refusalOf(saveCustomField(admin(), wish({ label: "twice" })))).toMatchObject({
      code: "invalid_input",
    });
    expect(CustomFieldForm.safeParse({ ...wish(), kind: "choice", options: "One" }).success).toBe(false);
  });

  it("are for whoever manages settings, and for their own firm", async () => {
    const { fieldId } = await saveCustomField(admin(), wish());
    const other = staffCtx(stranger, ["settings.manage", "payments.view"]);
    const acts = [
      (ctx: ReturnType<typeof admin>) => saveCustomField(ctx, wish({ fieldId })),
      (ctx: ReturnType<typeof admin>) => moveCustomField(ctx, { fieldId, direction: "up" as const }),
      (ctx: ReturnType<typeof admin>) => archiveCustomField(ctx, { fieldId, isArchived: true }),
    ];
    for (const act of acts) {
      expect(await refusalOf(act(clerk()))).toMatchObject({ code: "forbidden" });
      expect(await refusalOf(act(other))).toMatchObject({ code: "not_found" });
    }
    expect(await refusalOf(listAllCustomFields(clerk(), "payment"))).toMatchObject({ code: "forbidden" });
    expect(await listCustomFields(other, "payment")).toEqual([]);
  });
});
