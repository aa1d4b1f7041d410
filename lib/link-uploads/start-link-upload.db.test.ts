import { beforeAll, describe, expect, it } from "vitest";
import { StartExportInput } from "@/lib/exports/schemas";
import { startExport } from "@/lib/exports/start-export";
import { listPayLinks } from "@/lib/pay-links/queries";
import { type Clock, fixedClock, systemClock } from "@/lib/platform/clock";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { fileOf, makeUpload, manyRows, rowOf, startUpload } from "@/tests/support/upload-bench";
import { addUploadRow } from "./add-upload-row";
import { changeUploadCell } from "./change-upload-cell";
import { createLinkUpload } from "./create-link-upload";
import { makeUploadLinks } from "./make-upload-links";
import { getLinkUpload } from "./queries";
import { removeLinkUpload } from "./remove-link-upload";
import { removeUploadRows } from "./remove-upload-rows";
import { resumeLinkUpload } from "./resume-link-upload";
import { resumeLinkUploads } from "./resume-link-uploads";
import { startLinkUpload } from "./start-link-upload";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
let dana: TestUser;
beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
  dana = await makeTestUser(firm, "usr_dana");
});

const clerk = (of = firm, clock: Clock = systemClock) => staffCtx(of, ["links.send", "payments.view"], { clock });
const job = (of = firm) => of.ctxAt();

async function linksOf(batchId: string) {
  const sql = `select invoice_number invoice, request_key key, created_by by, source, sent_at is not null sent,
    (select count(*)::int from mails m where m.object_id = l.id) mails from pay_links l where batch_id = $1 order by request_key`;
  return test.asOwner<{ invoice: string; key: string; by: string; source: string; sent: boolean; mails: number }>(sql, [
    batchId,
  ]);
}

async function countOf(batchId: string) {
  const rows = await linksOf(batchId);
  return {
    links: rows.length,
    keys: new Set(rows.map(({ key }) => key)).size,
    mails: rows.reduce((sum, { mails }) => sum + mails, 0),
  };
}

describe("an upload that is begun", () => {
  it("becomes one link of each row, mailed once to each address, in the name of whoever pressed", async () => {
    const uploadId = await makeUpload(dana.ctxAt(), rowOf("S-1"), rowOf("S-2", "a@s.example;b@s.example"));
    const batchId = await startUpload(dana.ctxAt(), uploadId);
    expect(await getLinkUpload(clerk(), uploadId)).toMatchObject({ status: "running", made: 0, rows: 2 });
    await makeUploadLinks(job(), uploadId);
    expect(await linksOf(batchId)).toEqual([
      { invoice: "S-1", key: `upload:${uploadId}:2`, by: "user:usr_dana", source: "bulk_link", sent: true, mails: 1 },
      { invoice: "S-2", key: `upload:${uploadId}:3`, by: "user:usr_dana", source: "bulk_link", sent: true, mails: 2 },
    ]);
    const done = await getLinkUpload(clerk(), uploadId);
    expect(done).toMatchObject({
      status: "done",
      made: 2,
      byEmail: true,
      startedByName: "Dana Whitfield",
      mails: { all: 3, waiting: 3 },
    });
    const audit = await test.asOwner<{ action: string; actor: string }>(
      "select action, actor from audit_log where object_id in ($1, $2) order by seq",
      [uploadId, batchId],
    );
    expect(audit).toEqual(
      ["link_upload.create", "link_batch.create", "link_upload.finish"].map((action) => ({
        action,
        actor: "user:usr_dana",
      })),
    );
    const listed = await listPayLinks(clerk(), { status: "all", batch: batchId });
    expect(listed.rows.map(({ invoiceNumber }) => invoiceNumber).sort()).toEqual(["S-1", "S-2"]);
    expect((await listPayLinks(clerk(), { status: "all", batch: "bat_none" })).rows).toEqual([]);
  });

  it("is begun once by 30 presses at once, and made once by six processes at once", async () => {
    const uploadId = await makeUpload(clerk(), ...manyRows(1_000, "P"));
    const { revision } = await getLinkUpload(clerk(), uploadId);
    const answers = await releaseTogether(30, () => startLinkUpload(clerk(), { uploadId, send: true, revision }));
    expect(countAnswers(answers)).toEqual({ object: 30 });
    const batchIds = new Set(answers.map((answer) => (answer as { batchId: string }).batchId));
    expect(batchIds.size).toBe(1);
    const [batchId = ""] = batchIds;
    const jobs = await test.asOwner("select 1 from graphile_worker.jobs where key = $1", [`upload:${uploadId}`]);
    expect(jobs).toHaveLength(1);
    const made = await releaseTogether(6, () => makeUploadLinks(job(), uploadId));
    expect(countAnswers(made)).toEqual({ undefined: 6 });
    expect(await getLinkUpload(clerk(), uploadId)).toMatchObject({ status: "done", made: 1_000 });
    expect(await countOf(batchId)).toEqual({ links: 1_000, keys: 1_000, mails: 1_000 });
    await makeUploadLinks(job(), uploadId);
    await resumeLinkUpload(clerk(), { uploadId });
    expect(await countOf(batchId)).toEqual({ links: 1_000, keys: 1_000, mails: 1_000 });
    const [ended] = await test.asOwner<{ n: number }>(
      "select count(*)::int n from audit_log where action = 'link_upload.finish' and object_id = $1",
      [uploadId],
    );
    expect(ended?.n).toBe(1);
  });

  it("goes on where it was cut off, with the same links, and not before its process is known to be silent", async () => {
    const uploadId = await makeUpload(clerk(), ...manyRows(450, "K"));
    const batchId = await startUpload(clerk(), uploadId);
    // The third transaction of the job dies, with all it had done.
    await test.asOwner(`create function fail_at() returns trigger language plpgsql as
      $$ begin if new.invoice_number = 'K-420' then raise exception 'the process dies here'; end if; return new; end $$`);
    await test.asOwner("create trigger fail_at before insert on pay_links for each row execute function fail_at()");
    await expect(makeUploadLinks(job(), uploadId)).rejects.toThrow("Failed query");
    await test.asOwner("drop trigger fail_at on pay_links");
    expect(await countOf(batchId)).toMatchObject({ links: 400 });
    const cut = await linksOf(batchId);
    expect(await getLinkUpload(clerk(), uploadId)).toMatchObject({ status: "running", made: 400, isSilent: false });

    expect(await resumeLinkUploads(job())).toMatchObject({ examined: 0 });
    const later = fixedClock(new Date(Date.now() + 31_000));
    expect(await getLinkUpload(clerk(firm, later), uploadId)).toMatchObject({ isSilent: true });
    await test.asOwner("delete from graphile_worker._private_jobs where key = $1", [`upload:${uploadId}`]);
    expect(await resumeLinkUploads(firm.ctxAt(later))).toMatchObject({ examined: 1, done: 1 });
    expect(await resumeLinkUploads(firm.ctxAt(later))).toMatchObject({ examined: 0 });
    expect(
      await test.asOwner("select 1 from graphile_worker.jobs where key = $1", [`upload:${uploadId}`]),
    ).toHaveLength(1);
    await makeUploadLinks(job(), uploadId);
    expect(await countOf(batchId)).toEqual({ links: 450, keys: 450, mails: 450 });
    expect(await linksOf(batchId)).toEqual(expect.arrayContaining(cut));
  });

  it("stops with its reason when a day was not enough or its account is gone, and goes on when somebody says so", async () => {
    const uploadId = await makeUpload(clerk(), rowOf("G-1"));
    const batchId = await startUpload(clerk(), uploadId);
    const nextDay = fixedClock(new Date(Date.now() + 25 * 3_600_000));
    expect(await resumeLinkUploads(firm.ctxAt(nextDay))).toMatchObject({ failed: 1 });
    expect(await getLinkUpload(clerk(), uploadId)).toMatchObject({ status: "stopped", failure: "given_up" });
    await makeUploadLinks(job(), uploadId);
    expect(await countOf(batchId)).toMatchObject({ links: 0 });
    await resumeLinkUpload(clerk(), { uploadId });
    const moveTo = (accountId: string) =>
      test.asOwner("update link_uploads set account_id = $2 where id = $1", [uploadId, accountId]);
    await moveTo("acc_trust");
    await makeUploadLinks(job(), uploadId);
    const standing = await getLinkUpload(clerk(), uploadId);
    expect(standing).toMatchObject({ status: "stopped", failure: "account_unknown", made: 0 });
    await moveTo("acc_operating");
    await resumeLinkUpload(clerk(), { uploadId });
    await makeUploadLinks(job(), uploadId);
    expect(await getLinkUpload(clerk(), uploadId)).toMatchObject({ status: "done", failure: null, made: 1 });
  });

  it("keeps its rows as they were sent, by word of each verb and of the database", async () => {
    const uploadId = await makeUpload(clerk(), rowOf("H-1"));
    await startUpload(clerk(), uploadId);
    const acts = [
      () => changeUploadCell(clerk(), { uploadId, line: 2, field: "amountCents", text: "1" }),
      () => addUploadRow(clerk(), { uploadId }),
      () => removeUploadRows(clerk(), { uploadId, which: 2 }),
      () => removeLinkUpload(clerk(), { uploadId }),
    ];
    for (const act of acts) expect(await refusalOf(act())).toMatchObject({ code: "refused", reason: "upload_started" });
    await makeUploadLinks(job(), uploadId);
    for (const change of ["link_id = null", "link_id = 'lnk_other'", "amount_cents = 1"])
      await expect(
        test.asOwner(`update link_upload_rows set ${change} where upload_id = $1`, [uploadId]),
      ).rejects.toThrow("stays as it is");
  });
});

describe("an upload is not begun", () => {
  it("with a row to mend, without rows, or with rows that were not seen", async () => {
    const uploadId = await makeUpload(clerk(), rowOf("N-1", "no address"), rowOf("N-2"));
    expect(await refusalOf(startUpload(clerk(), uploadId))).toMatchObject({ reason: "rows_to_mend" });
    const { revision } = await removeUploadRows(clerk(), { uploadId, which: "bad" });
    const stale = { uploadId, send: true, revision: revision - 1 };
    expect(await refusalOf(startLinkUpload(clerk(), stale))).toMatchObject({
      code: "conflict",
      reason: "upload_changed",
    });
    await removeUploadRows(clerk(), { uploadId, which: 3 });
    expect(await refusalOf(startUpload(clerk(), uploadId))).toMatchObject({ reason: "upload_empty" });
    expect(await refusalOf(resumeLinkUpload(clerk(), { uploadId }))).toMatchObject({ reason: "upload_not_started" });
  });

  it("the other way once it is begun one way", async () => {
    const uploadId = await makeUpload(clerk(), rowOf("O-1"));
    const batchId = await startUpload(clerk(), uploadId, false);
    expect(await startUpload(clerk(), uploadId, false)).toBe(batchId);
    expect(await refusalOf(startUpload(clerk(), uploadId, true))).toMatchObject({ reason: "upload_started" });
    await makeUploadLinks(job(), uploadId);
    expect(await linksOf(batchId)).toMatchObject([{ sent: false, mails: 0 }]);
  });

  it("by whoever may not, nor from another firm", async () => {
    const uploadId = await makeUpload(clerk(), rowOf("Q-1"));
    const wish = { uploadId, send: true, revision: 0 };
    expect(await refusalOf(startLinkUpload(staffCtx(firm, ["payments.view"]), wish))).toMatchObject({
      code: "forbidden",
    });
    expect(await refusalOf(startLinkUpload(clerk(stranger), wish))).toMatchObject({ reason: "upload_unknown" });
    expect(await refusalOf(resumeLinkUpload(clerk(stranger), { uploadId }))).toMatchObject({
      reason: "upload_unknown",
    });
  });
});

it("a file that was sent before says so, with who and when", async () => {
  const file = { file: fileOf(rowOf("V-1")), account: "Operating", name: "again.csv" };
  const first = await createLinkUpload(dana.ctxAt(), { ...file, key: "sent-before-1" });
  await startUpload(dana.ctxAt(), first.uploadId);
  const { uploadId } = await createLinkUpload(dana.ctxAt(), { ...file, key: "sent-before-2" });
  expect((await getLinkUpload(clerk(), uploadId)).sentBefore).toMatchObject({
    id: first.uploadId,
    startedByName: "Dana Whitfield",
    byEmail: true,
  });
});

it("a file that nobody sends is dropped after 30 days, and no other", async () => {
  const uploadId = await makeUpload(clerk(), rowOf("Y-1"));
  const at = (days: number) => firm.ctxAt(fixedClock(new Date(Date.now() + days * 86_400_000)));
  await resumeLinkUploads(at(29));
  expect((await getLinkUpload(clerk(), uploadId)).status).toBe("review");
  await resumeLinkUploads(at(31));
  expect(await refusalOf(getLinkUpload(clerk(), uploadId))).toMatchObject({ reason: "upload_unknown" });
});

it("its links are a file in the order of its rows, for whoever may hand them out", async () => {
  const uploadId = await makeUpload(
    dana.ctxAt(),
    rowOf("X-2", undefined, "=5").replace("=5", "5"),
    ...manyRows(700, "X"),
  );
  await startUpload(dana.ctxAt(), uploadId, false);
  await makeUploadLinks(job(), uploadId);
  const wish = StartExportInput.parse({ list: "payment-links", format: "csv", query: `upload=${uploadId}` });
  const started = await startExport(dana.ctxAt(), wish, "en");
  if (started.kind !== "file") throw new Error("701 links are answered at once");
  const lines = Buffer.concat(started.content).toString("utf8").trimEnd().split("\r\n");
  expect(lines).toHaveLength(702);
  expect(lines[1]).toMatch(
    /^X-2,2026-11-01,2026-12-01,Elena Marsh,x-2@bluewater.example,5.00,,https?:\/\/[^,]+\/pay\/[\w-]{43},L-/,
  );
  expect(lines[701]).toMatch(/^X-699,/);
  const addresses = new Set(lines.slice(1).map((line) => /\/pay\/([\w-]{43})/.exec(line)?.[1]));
  expect(addresses.size).toBe(701);
  const viewer = await makeTestUser(firm, "usr_viewer", { permissions: ["payments.view"] });
  expect(await refusalOf(startExport(viewer.ctxAt(), wish, "en"))).toMatchObject({ code: "forbidden" });
  const foreign = await makeTestUser(stranger, "usr_foreign");
  expect(await refusalOf(startExport(foreign.ctxAt(), wish, "en"))).toMatchObject({ reason: "upload_unknown" });
});
