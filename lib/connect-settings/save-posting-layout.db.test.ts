import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { BUILT_IN_LAYOUTS } from "@/lib/posting-layouts/built-in-layouts";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { addConnection } from "./add-connection";
import { getPostingLayout } from "./get-posting-layout";
import { previewPostingLayout } from "./preview-posting-layout";
import { readPostingLayout } from "./read-posting-layout";
import { resetPostingLayout } from "./reset-posting-layout";
import { saveConnectModule } from "./save-connect-module";
import { savePostingLayout } from "./save-posting-layout";

const test = useTestDatabase();
const BUILT_IN = BUILT_IN_LAYOUTS.enterprise[0];
let firms = 0;
let firm: TestFirm;
let connectionId = "";
const admin = (of = firm) => staffCtx(of, ["settings.manage"]);
const own = (changes: object = {}) => JSON.stringify({ ...BUILT_IN, name: "Our own", ...changes });

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_layout_${firms}`);
  connectionId = await connect(firm);
});

async function connect(of: TestFirm): Promise<string> {
  await saveConnectModule(admin(of), { isOn: true });
  return (await addConnection(admin(of), { name: "Server 1", system: "enterprise" })).id;
}

const inUse = () =>
  inFirm(admin(), async (tx) => {
    const { layout, own: kept } = await getPostingLayout(admin(), tx, { id: connectionId, system: "enterprise" });
    return [layout.name, kept?.savedBy ?? null];
  });

async function fieldsOf(act: Promise<unknown>) {
  const error = await act.catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error("It was not refused.");
  return { reason: error.reason, paths: error.fields.map(({ path }) => path) };
}

describe("the layout of posting files", () => {
  it("is the built-in one until the firm saves its own, and again after a reset, each in the audit", async () => {
    expect(await inUse()).toEqual([BUILT_IN.name, null]);
    await savePostingLayout(admin(), { connectionId, text: own() });
    expect(await inUse()).toEqual(["Our own", "user:usr_test"]);
    expect(await readPostingLayout(admin())).toMatchObject({ systemName: "Elite Enterprise", own: {} });
    await resetPostingLayout(admin(), { connectionId });
    await resetPostingLayout(admin(), { connectionId });
    expect(await inUse()).toEqual([BUILT_IN.name, null]);
    const audits = await test.asOwner<{ action: string; detail: { after?: { sha256: string } } }>(
      "select action, detail from audit_log where firm_id = $1 and action like 'posting_layout%' order by seq",
      [firm.firmId],
    );
    expect(audits.map(({ action }) => action)).toEqual(["posting_layout.saved", "posting_layout.reset"]);
    expect(audits[0]?.detail.after?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is refused with every problem by its path, and nothing is kept", async () => {
    const broken = own({ delimiter: "§", record: [{ fields: [{ name: "x", width: 0 }] }], surprise: 1 });
    const { reason, paths } = await fieldsOf(savePostingLayout(admin(), { connectionId, text: broken }));
    expect(reason).toBe("layout_wrong");
    expect(paths).toEqual(expect.arrayContaining(["delimiter", "record.0.fields.0.width"]));
    expect(await fieldsOf(savePostingLayout(admin(), { connectionId, text: "{" }))).toEqual({
      reason: "layout_wrong",
      paths: ["text"],
    });
    expect(await inUse()).toEqual([BUILT_IN.name, null]);
  });

  it("is shown before it is saved, on made-up records while there are none, or with why it cannot be written", async () => {
    const shown = await previewPostingLayout(admin(), { connectionId, text: own() });
    expect(shown).toMatchObject({ kind: "file", isSample: true, currency: "USD" });
    expect(shown.kind === "file" && shown.content).toContain("204118");
    const [line] = BUILT_IN.format === "xml" ? [] : BUILT_IN.record;
    const fields = line?.fields.map((field) => (field.source === "invoiceNumber" ? { ...field, width: 3 } : field));
    const narrow = own({ record: [{ ...line, fields }] });
    expect(await previewPostingLayout(admin(), { connectionId, text: narrow })).toMatchObject({
      kind: "refused",
      refusal: { reference: "D-2026-000101", code: "too_long" },
    });
    expect(await inUse()).toEqual([BUILT_IN.name, null]);
  });

  it("is for administrators of the firm, while Connect is on", async () => {
    const acts = (ctx: Ctx) => [
      () => savePostingLayout(ctx, { connectionId, text: own() }),
      () => resetPostingLayout(ctx, { connectionId }),
      () => previewPostingLayout(ctx, { connectionId, text: own() }),
    ];
    for (const act of acts(staffCtx(firm, ["postings.manage"])))
      expect(await refusalOf(act())).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(readPostingLayout(staffCtx(firm, [])))).toMatchObject({ code: "forbidden" });
    const other = await makeTestFirm(`${firm.firmId}_other`);
    await connect(other);
    for (const act of acts(admin(other)))
      expect(await refusalOf(act())).toMatchObject({ reason: "connection_unknown" });
    await saveConnectModule(admin(), { isOn: false });
    for (const act of acts(admin())) expect(await refusalOf(act())).toMatchObject({ reason: "connect_off" });
  });
});
