import { parse } from "csv-parse/sync";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { PickedRows } from "@/lib/lists/model";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { fixedClock } from "@/lib/platform/clock";
import { inFirm } from "@/lib/platform/tx";
import { clockAfter, DAY_MS, payAs, refusalOf } from "@/tests/support/money-bench";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { cancelExport } from "./cancel-export";
import { listQueryOf } from "./internal/plan";
import type { ExportFormat, StartedExport } from "./model";
import { listExports } from "./queries";
import { readExportFile } from "./read-export-file";
import { resumeExports } from "./resume-exports";
import { retryExport } from "./retry-export";
import { startExport } from "./start-export";
import { writeExport } from "./write-export";

vi.mock("./model", async (original) => ({ ...(await original<object>()), ANSWERED_ROWS: 5 }));

const test = useTestDatabase();
let firm: TestFirm;
let clerk: TestUser;

beforeAll(async () => {
  firm = await makeTestFirm();
  clerk = await makeTestUser(firm, "usr_clerk");
  for (const [index, payer] of ["=1+1", "Élodie Müller", "-5", 'Ng, "Al"', "Zed", "Last"].entries()) {
    const account = index === 5 ? "IOLTA Trust" : "Operating";
    const refs = index === 5 ? { clientRef: "00042", matterRef: "00042-01" } : {};
    const link = await firm.makeLink(
      { account, recipientName: payer, invoiceNumber: `00${index}`, ...refs },
      clockAfter(0),
    );
    await payAs(firm, link.id);
  }
});

function ask(
  user: TestUser,
  list: string,
  query = "",
  columns = "",
  format: ExportFormat = "csv",
  picked: PickedRows | null = null,
): Promise<StartedExport> {
  return startExport(user.ctxAt(), { list, format, query, columns, picked }, "en");
}

async function rowsOf(started: StartedExport): Promise<string[][]> {
  if (started.kind !== "file") throw new Error("It became a job.");
  return readRows(Buffer.concat(started.content));
}

function readRows(file: Buffer): string[][] {
  return parse(file, { bom: true, record_delimiter: "\r\n" }) as unknown as string[][];
}

async function order(user = clerk, query = "q="): Promise<string> {
  const started = await ask(user, "payments", query, "number,payer,amount,status");
  if (started.kind !== "job") throw new Error("It was answered at once.");
  return started.exportId;
}

async function fetchRows(user: TestUser, exportId: string): Promise<string[][]> {
  const { parts, bytes } = await readExportFile(user.ctxAt(), exportId);
  const content: Uint8Array[] = [];
  for await (const part of parts) content.push(part);
  const file = Buffer.concat(content);
  expect(file.length).toBe(bytes);
  return readRows(file);
}

/** As a CSV file holds it: nothing is a formula. */
const inCsv = (text = "") => (/^[=+-]/.test(text) ? `'${text}` : text);

const auditRows = () =>
  test.asOwner<{ actor: string; detail: { listId: string; query: string; rows: number } }>(
    "select actor, detail from audit_log where action = 'export.create' order by seq",
  );

beforeEach(async () => {
  await test.asOwner("delete from exports");
  await test.asOwner("delete from graphile_worker._private_jobs");
});

describe("a short list", () => {
  it("is answered at once, in the user's columns and their order, and audited with its filter", async () => {
    const rows = await rowsOf(
      await ask(clerk, "payments", "account=Operating&cursor=x", "amount~9,invoice,payer,nothing"),
    );
    expect(rows[0]).toEqual(["Amount", "Invoice", "Payer"]);
    expect(rows.slice(1).map(([amount]) => amount)).toEqual(Array(5).fill("1250.00"));
    expect(rows.map(([, , payer]) => payer)).toContain("'=1+1");
    expect(rows.map(([, invoice]) => invoice)).toContain("000");
    expect((await auditRows()).at(-1)).toMatchObject({
      actor: "user:usr_clerk",
      detail: { listId: "payments", query: "account=Operating", rows: 5 },
    });
    expect(await listExports(clerk.ctxAt())).toEqual([]);
  });

  it("holds the rows that somebody ticked, in the list's order, or all that match but these", async () => {
    const all = await listPayments(clerk.ctxAt(), PaymentFilter.parse({ account: "Operating", sort: "payer" }));
    const ids = all.rows.map(({ id }) => id);
    const names = async (picked: PickedRows) =>
      (await rowsOf(await ask(clerk, "payments", "account=Operating&sort=payer", "payer", "csv", picked)))
        .slice(1)
        .flat();
    const everybody = all.rows.map(({ payerName }) => payerName);
    const two = [ids[3] ?? "", ids[1] ?? ""];
    expect(await names({ isAll: false, ids: [...two, "pay_none"] })).toEqual([everybody[1], everybody[3]].map(inCsv));
    expect((await auditRows()).at(-1)?.detail).toMatchObject({ picked: { isAll: false }, rows: 3 });
    expect(await names({ isAll: true, ids: two })).toEqual([0, 2, 4].map((index) => inCsv(everybody[index])));
  });

  it.each([
    ["payers", "sort=name", 1],
    ["sent", "status=all", 5],
    ["trust", "", 0],
    ["alerts", "", 0],
  ])("leaves out what was taken out of all: %s", async (list, query, rows) => {
    const known = { payers: "payers", sent: "pay_links", trust: "trust_matters", alerts: "alerts" }[list];
    const id = list === "trust" ? "account_id || '/' || client_ref || '/' || matter_ref" : "id";
    if (list === "payers")
      await test.asOwner(
        "insert into payers (firm_id, id, name, emails, created_at) select $1, 'pyr_' || i, 'Payer', '{}', now() from generate_series(1, 2) i",
        [firm.firmId],
      );
    if (list === "alerts")
      await test.asOwner(
        "insert into alerts (firm_id, id, kind, object_type, object_id, raised_at) values ($1, 'alt_1', 'dispute_lost', 'payment', 'pay_x', now())",
        [firm.firmId],
      );
    const [first] = await test.asOwner<{ id: string }>(
      `select ${id} as id from ${known} where firm_id = $1 order by 1 limit 1`,
      [firm.firmId],
    );
    const read = async (picked: PickedRows | null) =>
      (await rowsOf(await ask(clerk, list, query, "", "csv", picked))).length - 1;
    const ids = [first?.id ?? ""];
    expect([await read({ isAll: false, ids }), await read({ isAll: true, ids })]).toEqual([1, rows]);
  });

  it("writes its words and its head in the user's language", async () => {
    const started = await startExport(
      clerk.ctxAt(),
      { list: "payments", format: "csv", query: "q=Zed", columns: "status,source,account_kind,method", picked: null },
      "fr",
    );
    expect(await rowsOf(started)).toEqual([
      ["État", "Origine", "Genre de compte", "Moyen"],
      ["Approuvé", expect.any(String), "Exploitation", "Visa"],
    ]);
  });

  it.each(["payers", "sent", "trust"])("can be %s", async (list) => {
    const [heads, ...rows] = await rowsOf(await ask(clerk, list, list === "sent" ? "status=outstanding" : ""));
    expect(heads?.length).toBeGreaterThan(4);
    if (list === "trust") expect(rows[0]?.slice(0, 4)).toEqual(["00042", "00042-01", "IOLTA Trust", "1250.00"]);
  });

  it("holds only what the user may see", async () => {
    const limited = await makeTestUser(firm, "usr_trust", { accountIds: ["acc_trust"] });
    const rows = await rowsOf(await ask(limited, "payments", "", "payer,account"));
    expect(rows).toEqual([
      ["Payer", "Account"],
      ["Last", "IOLTA Trust"],
    ]);
    expect((await rowsOf(await ask(limited, "sent", "status=all"))).length).toBe(2);
  });

  it("holds the view that is open: resolved alerts, records that are posted", async () => {
    const ctx = firm.ctxAt(clockAfter(0));
    const raise = (objectId: string, payerName: string) =>
      inFirm(ctx, (tx) =>
        raiseAlert(ctx, tx, {
          ...{ kind: "report_failed", objectType: "report_schedule", objectId, accountId: null },
          detail: { report: payerName },
        }),
      );
    await raise("rep_1", "one");
    await raise("rep_2", "two");
    await test.asOwner(
      "update alerts set closed_at = now(), closed_by = 'system:test', note = 'Done.' where object_id = 'rep_1'",
    );
    const notes = async (query: string) => (await rowsOf(await ask(clerk, "alerts", query, "note"))).slice(1).flat();
    expect(await notes("status=closed")).toEqual(["Done."]);
    expect(await notes("")).not.toContain("Done.");
    // Manage Postings has its views under the name that saved views have, too.
    expect(listQueryOf("view=posted&view=view_1&cursor=x")).toEqual({ view: "posted" });
  });

  it.each([
    ["without the permission", "payments", "", "forbidden"],
    ["of a list that there is not", "people", "", "invalid_input"],
    ["of a list named like a part of every object", "constructor", "", "invalid_input"],
    ["with a filter that cannot be read", "payments", "from=never", "invalid_input"],
  ])("is refused %s", async (why, list, query, code) => {
    const user = { ...clerk };
    if (why === "without the permission")
      user.ctxAt = (clock) => ({
        ...clerk.ctxAt(clock),
        actor: { ...clerk.ctxAt().actor, permissions: ["links.send"] },
      });
    const before = (await auditRows()).length;
    expect(await refusalOf(ask(user, list, query))).toMatchObject({ code });
    expect((await auditRows()).length).toBe(before);
  });
});

describe("a long list", () => {
  it("becomes a job that another process can write and another fetch", async () => {
    const exportId = await order();
    expect(await order()).toBe(exportId);
    expect((await auditRows()).at(-1)?.detail.rows).toBe(6);
    const jobs = await test.asOwner("select 1 from graphile_worker.jobs where task_identifier = 'write-export'");
    expect(jobs).toHaveLength(1);
    expect(await listExports(clerk.ctxAt())).toMatchObject([
      { id: exportId, status: "queued", rowsTotal: 6, rowsDone: 0 },
    ]);
    await writeExport(firm.ctxAt(), exportId);
    await writeExport(firm.ctxAt(), exportId);
    expect(await listExports(clerk.ctxAt())).toMatchObject([{ status: "done", rowsDone: 6, rowsTotal: 6 }]);
    const rows = await fetchRows(clerk, exportId);
    expect(rows).toHaveLength(7);
  });

  it("belongs to the one who asked", async () => {
    const exportId = await order();
    await writeExport(firm.ctxAt(), exportId);
    const other = await makeTestUser(firm, "usr_other");
    expect(await listExports(other.ctxAt())).toEqual([]);
    expect(await refusalOf(readExportFile(other.ctxAt(), exportId))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(cancelExport(other.ctxAt(), { exportId }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(retryExport(other.ctxAt(), { exportId }))).toMatchObject({ code: "not_found" });
    const elsewhere = await makeTestFirm("frm_elsewhere");
    const stranger = { ...clerk.ctxAt(), firmId: elsewhere.firmId };
    expect(await refusalOf(readExportFile(stranger, exportId))).toMatchObject({ code: "not_found" });
  });

  it("is written with the rights its user has by then, and fails in words without them", async () => {
    const leaver = await makeTestUser(firm, "usr_leaver");
    const gone = await order(leaver);
    await test.asOwner("update users set account_ids = '{acc_trust}' where id = 'usr_leaver'");
    await writeExport(firm.ctxAt(), gone);
    expect(await fetchRows(leaver, gone)).toHaveLength(2);
    await test.asOwner("update users set account_ids = null where id = 'usr_leaver'");
    const late = await order(leaver);
    await test.asOwner("update users set permissions = '{links.send}' where id = 'usr_leaver'");
    await writeExport(firm.ctxAt(), late);
    expect((await listExports(leaver.ctxAt()))[0]).toMatchObject({ status: "failed", failure: "forbidden" });
    await test.asOwner("update users set disabled_at = now() where id = 'usr_leaver'");
    await retryExport(leaver.ctxAt(), { exportId: late });
    await writeExport(firm.ctxAt(), late);
    expect((await listExports(leaver.ctxAt()))[0]).toMatchObject({ status: "failed", failure: "owner_gone" });
  });

  it("can be cancelled, also while it is written, and ordered again", async () => {
    const exportId = await order();
    await cancelExport(clerk.ctxAt(), { exportId });
    await writeExport(firm.ctxAt(), exportId);
    expect(await listExports(clerk.ctxAt())).toMatchObject([{ status: "cancelled" }]);
    await retryExport(clerk.ctxAt(), { exportId });
    await test.asOwner("update exports set status = 'running', leased_until = now() + interval '1 minute'");
    await writeExport(firm.ctxAt(), exportId);
    expect(await listExports(clerk.ctxAt())).toMatchObject([{ status: "running" }]);
    await cancelExport(clerk.ctxAt(), { exportId });
    await cancelExport(clerk.ctxAt(), { exportId });
    await retryExport(clerk.ctxAt(), { exportId });
    await writeExport(firm.ctxAt(), exportId);
    expect(await refusalOf(retryExport(clerk.ctxAt(), { exportId }))).toMatchObject({ reason: "export_not_ended" });
    expect(await refusalOf(cancelExport(clerk.ctxAt(), { exportId }))).toMatchObject({ reason: "export_finished" });
  });

  it("begins anew after its process died, and is given up after a day", async () => {
    const exportId = await order();
    await test.asOwner(
      "update exports set status = 'running', rows_done = 3, leased_until = now() + interval '1 minute'",
    );
    await test.asOwner("insert into export_parts select firm_id, id, 0, 'half'::bytea from exports");
    await test.asOwner("delete from graphile_worker._private_jobs");
    const at = (ms: number) => firm.ctxAt(fixedClock(new Date(Date.now() + ms)));
    expect(await resumeExports(at(0))).toMatchObject({ examined: 0 });
    expect(await resumeExports(at(2 * 60_000))).toMatchObject({ examined: 1, done: 1 });
    await writeExport(at(2 * 60_000), exportId);
    expect(await fetchRows(clerk, exportId)).toHaveLength(7);
    await test.asOwner("update exports set status = 'running', leased_until = now()");
    expect(await resumeExports(at(DAY_MS + 600_000))).toMatchObject({ examined: 1, failed: 1 });
    expect(await listExports(clerk.ctxAt())).toMatchObject([{ status: "failed", failure: "given_up" }]);
  });

  it("is kept for seven days, then dropped with its parts", async () => {
    const exportId = await order();
    await writeExport(firm.ctxAt(), exportId);
    const at = (ms: number) => fixedClock(new Date(Date.now() + ms));
    await resumeExports(firm.ctxAt(at(7 * DAY_MS - 60_000)));
    expect(await fetchRows(clerk, exportId)).toHaveLength(7);
    expect(await refusalOf(readExportFile(clerk.ctxAt(at(7 * DAY_MS + 60_000)), exportId))).toMatchObject({
      code: "not_found",
    });
    expect(await resumeExports(firm.ctxAt(at(7 * DAY_MS + 60_000)))).toMatchObject({ examined: 1 });
    expect(await test.asOwner("select 1 from export_parts union all select 1 from exports")).toEqual([]);
  });
});
