import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/platform/clock";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { printFigures } from "@/tests/support/print-figures";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { makeTestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { fileOf, makeUpload, manyRows, rowOf, startUpload, UPLOAD_HEADER } from "@/tests/support/upload-bench";
import { addUploadRow } from "./add-upload-row";
import { changeUploadCell } from "./change-upload-cell";
import { createLinkUpload } from "./create-link-upload";
import { getLinkUpload, listLinkUploads, listUploadRows } from "./queries";
import { removeLinkUpload } from "./remove-link-upload";
import { removeUploadRows } from "./remove-upload-rows";
import { restoreUploadRows } from "./restore-upload-rows";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

const clerk = (of = firm) => staffCtx(of, ["links.send", "payments.view"], { clock: systemClock });
const viewer = () => staffCtx(firm, ["payments.view"]);
const wishOf = (file: Uint8Array, changes = {}) => ({
  ...{ file, account: "Operating", name: "october.csv", key: "request-1" },
  ...changes,
});
const all = (uploadId: string) => listUploadRows(clerk(), { uploadId, view: "all", page: 1 });

async function auditOf(uploadId: string): Promise<string[]> {
  const sql = "select action from audit_log where object_id = $1 order by seq";
  return (await test.asOwner<{ action: string }>(sql, [uploadId])).map(({ action }) => action);
}

async function figures() {
  const [row] = await test.asOwner(
    "select (select count(*) from link_uploads)::int u, (select count(*) from link_upload_rows)::int r, (select count(*) from pay_links)::int l",
  );
  return row;
}

const WRONG = ["31/31/26", "jun.takeda@", "12O.00"];
const BAD_ROW = `B-3,2026-11-01,${WRONG[0]},Jun Takeda,${WRONG[1]},${WRONG[2]},`;

describe("an uploaded file", () => {
  it("is kept with every row, its good and bad cells, its doubles and its sums; no link is made", async () => {
    const file = fileOf(rowOf("B-1"), rowOf("B-2", "x@y.example", "5"), BAD_ROW, rowOf("B-1"), 'B-5,"open,1');
    const { uploadId } = await createLinkUpload(clerk(), wishOf(file));
    const detail = await getLinkUpload(clerk(), uploadId);
    expect(detail).toMatchObject({
      fileName: "october.csv",
      status: "review",
      accountName: "Operating",
      totals: { rows: 5, bad: 2, problems: 4, twice: 1, totalCents: 250_500 },
      sentBefore: null,
    });
    const { rows } = await all(uploadId);
    expect(rows.map(({ line, sameAs, fault }) => [line, sameAs, fault])).toEqual([
      [2, null, null],
      [3, null, null],
      [4, null, null],
      [5, 2, null],
      [6, null, "quote_open"],
    ]);
    expect(rows[2]?.texts).toMatchObject({ dueDate: WRONG[0], recipientEmails: WRONG[1], amountCents: WRONG[2] });
    expect(rows[2]?.problems.map(({ field, code }) => [field, code])).toEqual([
      ["dueDate", "date_unreadable"],
      ["recipientEmails", "email_invalid"],
      ["amountCents", "amount_not_a_number"],
    ]);
    const bad = await listUploadRows(clerk(), { uploadId, view: "bad", page: 9 });
    expect([bad.count, bad.page, bad.rows.map(({ line }) => line)]).toEqual([2, 1, [4, 6]]);
    expect(await auditOf(uploadId)).toEqual(["link_upload.create"]);
    expect(await test.asOwner("select 1 from pay_links")).toEqual([]);
  });

  it("is one upload, however often it is sent from one form, also at once", async () => {
    const wish = wishOf(fileOf(rowOf("T-1")), { key: "request-twice" });
    const before = (await figures()) as { u: number; r: number };
    const answers = await releaseTogether(8, () => createLinkUpload(clerk(), wish));
    expect(new Set(answers.map((answer) => (answer as { uploadId: string }).uploadId)).size).toBe(1);
    expect(await figures()).toMatchObject({ u: before.u + 1, r: before.r + 1 });
    const other = await createLinkUpload(clerk(), { ...wish, file: fileOf(rowOf("T-2")) });
    expect(other).not.toEqual(answers[0]);
  });

  it.each<[string, Uint8Array]>([
    [
      "semicolons in Windows-1252",
      iconv.encode(
        `${UPLOAD_HEADER}\n${rowOf("É-1", "a@b.example")}`.replaceAll(",", ";").replace('"$1;250.00"', "1250"),
        "windows-1252",
      ),
    ],
    [
      "tabs in UTF-16",
      iconv.encode(`${UPLOAD_HEADER}\n${rowOf("É-1", "a@b.example", "9")}`.replaceAll(",", "\t"), "utf-16le", {
        addBOM: true,
      }),
    ],
    ["UTF-8 with a mark", iconv.encode(`\ufeff${UPLOAD_HEADER}\r\n${rowOf("É-1", "a@b.example")}`, "utf-8")],
  ])("is read with %s", async (name, file) => {
    const { uploadId } = await createLinkUpload(clerk(), wishOf(file, { key: `encodings-${name}` }));
    const { rows } = await all(uploadId);
    expect(rows).toMatchObject([{ line: 2, problems: [], values: { invoiceNumber: "É-1" } }]);
  });

  it.each<[string, object, Uint8Array, string]>([
    ["trust", { account: "IOLTA Trust" }, fileOf(rowOf("R-1")), "trust_not_for_files"],
    ["an unknown account", { account: "acc_none" }, fileOf(rowOf("R-1")), "account_unknown"],
    ["a file without rows", {}, fileOf(), "file_without_rows"],
    ["a file without columns", {}, new TextEncoder().encode("Amount\n5"), "column_missing"],
    ["10,001 rows", {}, fileOf(...manyRows(10_001)), "too_many_rows"],
  ])("is refused: %s", async (_name, changes, file, reason) => {
    const before = await figures();
    expect(await refusalOf(createLinkUpload(clerk(), wishOf(file, changes)))).toMatchObject({ reason });
    expect(await figures()).toEqual(before);
  });

  it("is nobody's without the permission, nor of another firm, nor of an account that is not theirs", async () => {
    const uploadId = await makeUpload(clerk(), rowOf("W-1"));
    const trustOnly = await makeTestUser(firm, "usr_trust", { accountIds: ["acc_trust"] });
    const cell = { uploadId, line: 2, field: "amountCents" as const, text: "1" };
    const acts: Record<string, (ctx: ReturnType<typeof clerk>) => Promise<unknown>> = {
      get: (ctx) => getLinkUpload(ctx, uploadId),
      rows: (ctx) => listUploadRows(ctx, { uploadId, view: "all", page: 1 }),
      change: (ctx) => changeUploadCell(ctx, cell),
      add: (ctx) => addUploadRow(ctx, { uploadId }),
      removeRows: (ctx) => removeUploadRows(ctx, { uploadId, which: 2 }),
      restoreRows: (ctx) => restoreUploadRows(ctx, { uploadId, lines: [2] }),
      start: (ctx) => startUpload(ctx, uploadId),
      remove: (ctx) => removeLinkUpload(ctx, { uploadId }),
    };
    const before = await auditOf(uploadId);
    for (const [name, act] of Object.entries(acts)) {
      expect(await refusalOf(act(viewer())), name).toMatchObject({ code: "forbidden" });
      for (const ctx of [clerk(stranger), trustOnly.ctxAt()])
        expect(await refusalOf(act(ctx)), name).toMatchObject({ code: "not_found", reason: "upload_unknown" });
    }
    expect(await auditOf(uploadId)).toEqual(before);
    expect((await listLinkUploads(trustOnly.ctxAt())).length).toBe(0);
    expect((await listLinkUploads(clerk(stranger))).length).toBe(0);
  });
});

describe("the rows of an upload", () => {
  it("are mended cell by cell, by the rules of the file, until none is bad", async () => {
    const uploadId = await makeUpload(clerk(), BAD_ROW, rowOf("C-1"), 'C-2,"open,1');
    const change = (line: number, field: Parameters<typeof changeUploadCell>[1]["field"], text: string) =>
      changeUploadCell(clerk(), { uploadId, line, field, text });
    expect((await change(2, "dueDate", " 12/31/2026 ")).row).toMatchObject({
      texts: { dueDate: "12/31/2026" },
      values: { dueDate: "2026-12-31" },
    });
    await change(2, "recipientEmails", "jun@takeda.example; two@takeda.example");
    const mended = await change(2, "amountCents", "120.00");
    expect(mended).toMatchObject({ revision: 3, row: { problems: [] }, totals: { bad: 1, totalCents: 137_000 } });
    // A row whose quotes were broken is written anew: with the first cell the others are asked for.
    expect((await change(4, "invoiceNumber", "C-2")).row).toMatchObject({ fault: null, problems: { length: 5 } });
    for (const [field, text] of [
      ["invoiceDate", "2026-11-01"],
      ["dueDate", "2026-10-01"],
      ["recipientName", "Ada"],
      ["recipientEmails", "ada@x.example"],
      ["amountCents", "1"],
    ] as const)
      await change(4, field, text);
    const { totals } = await getLinkUpload(clerk(), uploadId);
    expect(totals).toEqual({ rows: 3, bad: 0, problems: 0, twice: 0, totalCents: 137_100 });
    expect((await all(uploadId)).rows.at(-1)).toMatchObject({ isDueEarly: true });
    expect((await auditOf(uploadId)).filter((action) => action === "link_upload.change")).toHaveLength(9);
    expect(await refusalOf(change(99, "dueDate", "x"))).toMatchObject({ reason: "row_unknown" });
  });

  it("tell their doubles anew after each change, on whichever page they stand", async () => {
    const uploadId = await makeUpload(clerk(), rowOf("D-1"), rowOf("D-1"), rowOf("D-2", "d-1@bluewater.example"));
    const asDouble = await changeUploadCell(clerk(), { uploadId, line: 4, field: "invoiceNumber", text: "d-1" });
    expect(asDouble).toMatchObject({ row: { line: 4, sameAs: 2 }, doubles: [{ line: 4, sameAs: 2 }] });
    const without = await removeUploadRows(clerk(), { uploadId, which: 2 });
    expect(without).toMatchObject({
      lines: [2],
      doubles: [
        { line: 3, sameAs: null },
        { line: 4, sameAs: 3 },
      ],
    });
    const back = await restoreUploadRows(clerk(), { uploadId, lines: [2, 77] });
    expect(back).toMatchObject({
      lines: [2],
      doubles: [
        { line: 3, sameAs: 2 },
        { line: 4, sameAs: 2 },
      ],
    });
    expect((await removeUploadRows(clerk(), { uploadId, which: "twice" })).lines).toEqual([3, 4]);
    expect((await removeUploadRows(clerk(), { uploadId, which: "twice" })).lines).toEqual([]);
    expect((await getLinkUpload(clerk(), uploadId)).totals).toMatchObject({ rows: 1, twice: 0 });
  });

  it("are added at the end, once for each press, and deleted once", async () => {
    const uploadId = await makeUpload(clerk(), rowOf("E-1"));
    const added = await releaseTogether(5, () => addUploadRow(clerk(), { uploadId }));
    expect(countAnswers(added)).toEqual({ object: 5 });
    const page = await all(uploadId);
    expect(page.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(page.rows.at(-1)?.problems).toHaveLength(6);
    await releaseTogether(5, () => removeUploadRows(clerk(), { uploadId, which: "bad" }));
    expect((await getLinkUpload(clerk(), uploadId)).totals).toMatchObject({ rows: 1, bad: 0 });
    expect((await auditOf(uploadId)).filter((action) => action === "link_upload.remove_rows")).toHaveLength(1);
  });

  it("go with an upload that is discarded, of which only its name is left", async () => {
    const uploadId = await makeUpload(clerk(), rowOf("F-1"));
    await removeLinkUpload(clerk(), { uploadId });
    expect(await refusalOf(getLinkUpload(clerk(), uploadId))).toMatchObject({ reason: "upload_unknown" });
    expect(await refusalOf(removeLinkUpload(clerk(), { uploadId }))).toMatchObject({ reason: "upload_unknown" });
    expect(await test.asOwner("select 1 from link_upload_rows where upload_id = $1", [uploadId])).toEqual([]);
    expect(await auditOf(uploadId)).toEqual(["link_upload.create", "link_upload.remove"]);
  });

  it("are all told of a file of 10,000, and changed in a moment", async () => {
    const rows = manyRows(10_000, "Z").map((row, index) =>
      index % 1_000 === 999 ? row.replace("10.00", "1O.00") : row,
    );
    const began = performance.now();
    const uploadId = await makeUpload(clerk(), ...rows);
    const read = performance.now();
    const last = await listUploadRows(clerk(), { uploadId, view: "all", page: 100 });
    const bad = await listUploadRows(clerk(), { uploadId, view: "bad", page: 1 });
    const shown = performance.now();
    const [first] = bad.rows;
    const mended = await changeUploadCell(clerk(), {
      ...{ uploadId, line: first?.line ?? 0, field: "invoiceNumber", text: "Z-new" },
    });
    const ended = performance.now();
    expect([last.count, last.rows.length, bad.count]).toEqual([10_000, 100, 10]);
    expect(mended.totals).toMatchObject({ rows: 10_000, bad: 10, totalCents: 9_990_000 });
    const ms = (from: number, to: number) => Math.round(to - from);
    printFigures(
      `10,000 rows: kept in ${ms(began, read)} ms, two pages in ${ms(read, shown)} ms, one cell in ${ms(shown, ended)} ms`,
    );
  });
});
