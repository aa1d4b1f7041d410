import { parse } from "csv-parse/sync";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deliverMail } from "@/lib/email/deliver-mail";
import type { MailTransport, OutgoingMail } from "@/lib/email/transports/port";
import { writeExport } from "@/lib/exports/write-export";
import { saveView } from "@/lib/lists/save-view";
import { fixedClock } from "@/lib/platform/clock";
import { payAs, refusalOf } from "@/tests/support/money-bench";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { createReportSchedule } from "./create-report-schedule";
import { pauseReportSchedule } from "./pause-report-schedule";
import { listReportChoices, listReportSchedules } from "./queries";
import { removeReportSchedule } from "./remove-report-schedule";
import { resumeReportSchedule } from "./resume-report-schedule";
import { runDueReports } from "./run-due-reports";
import { CreateReportScheduleInput, type ReportScheduleTyped } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let clerk: TestUser;

/** Eight in the morning of days in New York. */
const MONDAY = new Date("2026-11-23T13:00:00Z");
const DAY_MS = 86_400_000;
const at = (ms: number) => fixedClock(new Date(MONDAY.getTime() + ms));

beforeAll(async () => {
  firm = await makeTestFirm();
  clerk = await makeTestUser(firm, "usr_clerk");
  for (const account of ["Operating", "IOLTA Trust"]) {
    const refs = account === "Operating" ? {} : { clientRef: "00042", matterRef: "00042-01" };
    const link = await firm.makeLink({ account, ...refs }, at(-DAY_MS));
    await payAs(firm, link.id);
  }
  await test.asOwner("update payments set created_at = $1", [new Date(MONDAY.getTime() - DAY_MS)]);
});

beforeEach(async () => {
  for (const table of ["report_schedules", "exports", "mails where kind = 'report'"])
    await test.asOwner(`delete from ${table}`);
});

async function schedule(typed: Partial<ReportScheduleTyped> = {}, user = clerk, ms = -DAY_MS): Promise<string> {
  const input = {
    report: "yesterday",
    format: "csv",
    frequency: "daily",
    hour: "8",
    emails: "partner@hartwell.example, Books@hartwell.example",
    ...typed,
  };
  const { scheduleId } = await createReportSchedule(user.ctxAt(at(ms)), CreateReportScheduleInput.parse(input));
  return scheduleId;
}

async function writeOrdered(): Promise<void> {
  const ordered = await test.asOwner<{ id: string }>("select id from exports where status = 'queued'");
  for (const { id } of ordered) await writeExport(firm.ctxAt(), id);
}

/** Writes what is ordered, then sends what is let go; gives the mails that left. */
async function finish(): Promise<OutgoingMail[]> {
  await writeOrdered();
  const sent: OutgoingMail[] = [];
  const transport: MailTransport = {
    name: "smtp",
    send: async (mail) => {
      sent.push(mail);
      return { kind: "sent" };
    },
  };
  const waiting = await test.asOwner<{ id: string }>(
    "select id from mails where kind = 'report' and status = 'queued' order by to_address",
  );
  for (const { id } of waiting) await deliverMail(firm.ctxAt(), id, transport);
  return sent;
}

const run = (ms: number) => runDueReports(firm.ctxAt(at(ms)));
const payerRows = (mail: OutgoingMail | undefined) =>
  parse(Buffer.from(mail?.attachments[0]?.bytes ?? []), {
    bom: true,
    record_delimiter: "\r\n",
  }) as unknown as string[][];

describe("a report on its schedule", () => {
  it("is mailed once to each address at its moment, with the file, whoever calls", async () => {
    await schedule();
    // The day on which it was made has its moment already.
    expect(await run(-1)).toMatchObject({ examined: 0 });
    const calls = await Promise.all([run(0), run(0), run(1_000), run(60_000)]);
    expect(calls.reduce((sum, { done }) => sum + done, 0)).toBe(1);
    const sent = await finish();
    expect(sent.map(({ to }) => to)).toEqual(["books@hartwell.example", "partner@hartwell.example"]);
    expect(sent[0]?.subject).toBe("Report: Yesterday, Hartwell & Lowe LLP");
    expect(sent[0]?.text).toContain("2 payments");
    expect(sent[0]?.attachments).toMatchObject([
      { fileName: "payments-2026-11-23.csv", contentType: "text/csv; charset=utf-8" },
    ]);
    expect(payerRows(sent[0])).toHaveLength(3);
    expect(await finish()).toEqual([]);
    expect(await run(DAY_MS / 2)).toMatchObject({ examined: 0 });
  });

  it("means the day of its moment, also when it runs late, and makes up for none that were missed", async () => {
    await schedule({ report: "today", hour: "23" }, clerk, -2 * DAY_MS);
    // Twenty-three hours of Sunday and of Monday have passed; it is Tuesday, half past midnight.
    expect(await run(16.5 * 3_600_000)).toMatchObject({ examined: 1, done: 1 });
    const sent = await finish();
    expect(sent).toHaveLength(2);
    expect(sent[0]?.attachments[0]?.fileName).toBe("payments-2026-11-23.csv");
    expect(payerRows(sent[0])).toHaveLength(1);
    expect(sent[0]?.text).toContain("no payment");
    expect(await run(17 * 3_600_000)).toMatchObject({ examined: 0 });
  });

  it("waits for its file, and is not sent once it was removed", async () => {
    const scheduleId = await schedule();
    await run(0);
    const [mail] = await test.asOwner<{ id: string }>("select id from mails where kind = 'report' limit 1");
    expect(await refusalOf(deliverMail(firm.ctxAt(), mail?.id ?? ""))).toMatchObject({ reason: "export_queued" });
    await removeReportSchedule(clerk.ctxAt(), { scheduleId });
    expect(await finish()).toEqual([]);
    expect(await test.asOwner("select 1 from mails where kind = 'report' and status <> 'dropped'")).toEqual([]);
  });

  it("shows what its owner may see, in their language", async () => {
    const limited = await makeTestUser(firm, "usr_trust", { accountIds: ["acc_trust"], locale: "fr" });
    await schedule({ emails: "trust@hartwell.example" }, limited);
    await run(0);
    const [mail] = await finish();
    expect(payerRows(mail)).toHaveLength(2);
    expect(mail?.subject).toContain("Rapport");
  });

  it.each([
    ["is disabled", "update users set disabled_at = now() where id = $1", "owner_gone"],
    ["may not see payments", "update users set permissions = '{reports.manage}' where id = $1", "owner_not_allowed"],
    ["may not send reports", "update users set permissions = '{payments.view}' where id = $1", "owner_not_allowed"],
  ])("is paused when its owner %s", async (what, change, obstacle) => {
    const owner = await makeTestUser(firm, `usr_${what.replaceAll(" ", "_")}`);
    await schedule({}, owner);
    await test.asOwner(change, [owner.userId]);
    expect(await run(0)).toMatchObject({ examined: 1, done: 0, failed: 1 });
    expect(await run(DAY_MS)).toMatchObject({ examined: 0 });
    expect(await finish()).toEqual([]);
    const [row] = await listReportSchedules(clerk.ctxAt());
    expect(row).toMatchObject({ obstacle, isOwn: false });
    expect(row?.pausedAt).not.toBeNull();
  });

  it("sends a saved view by its columns, and ends with it", async () => {
    const { viewId } = await saveView(clerk.ctxAt(), {
      ...{ listId: "payments", viewId: null, name: "Trust money", isShared: false },
      query: "account=IOLTA Trust",
      columns: [{ id: "amount", width: 9 }, { id: "client" }],
    });
    const other = await makeTestUser(firm, "usr_other");
    expect(await refusalOf(schedule({ report: viewId }, other))).toMatchObject({ reason: "report_unknown" });
    expect(await listReportChoices(clerk.ctxAt())).toContainEqual({
      value: viewId,
      name: { builtIn: null, viewName: "Trust money" },
    });
    await schedule({ report: viewId, format: "csv" });
    await run(0);
    const [mail] = await finish();
    expect(mail?.subject).toContain("Trust money");
    expect(payerRows(mail)).toEqual([
      ["Amount", "Client"],
      ["1250.00", "00042"],
    ]);
    await test.asOwner("delete from saved_views where id = $1", [viewId]);
    expect(await listReportSchedules(clerk.ctxAt())).toEqual([]);
  });
});

describe("a report that is not mailed", () => {
  const alertsOf = (scheduleId: string) =>
    test.asOwner<{ detail: Record<string, string>; open: boolean }>(
      "select detail, closed_at is null as open from alerts where kind = 'report_failed' and object_id = $1 order by raised_at",
      [scheduleId],
    );
  const refuse: MailTransport = { name: "smtp", send: async () => ({ kind: "refused", reason: "no such mailbox" }) };
  const mailTo = async (address: string, status = "queued") => {
    const rows = await test.asOwner<{ id: string }>(
      "select id from mails where kind = 'report' and to_address = $1 and status = $2",
      [address, status],
    );
    return rows[0]?.id ?? "";
  };

  it("raises one alert with its name and address, which goes away with the next that all of them get", async () => {
    const scheduleId = await schedule();
    await run(0);
    await writeOrdered();
    await deliverMail(firm.ctxAt(), await mailTo("partner@hartwell.example"), refuse);
    expect(await finish()).toHaveLength(1);
    const detail = { cause: "mail", address: "partner@hartwell.example", builtIn: "yesterday", report: "" };
    expect(await alertsOf(scheduleId)).toEqual([{ detail, open: true }]);
    await run(DAY_MS);
    expect(await finish()).toHaveLength(2);
    expect(await alertsOf(scheduleId)).toEqual([{ detail, open: false }]);
  });

  it("raises one when its file was not written, at the first try to mail it", async () => {
    const scheduleId = await schedule({ emails: "one@hartwell.example" });
    await run(0);
    await test.asOwner("update exports set status = 'failed', failure = 'internal'");
    const mailId = await mailTo("one@hartwell.example");
    expect(await refusalOf(deliverMail(firm.ctxAt(), mailId))).toMatchObject({ reason: "export_failed" });
    expect(await alertsOf(scheduleId)).toMatchObject([{ detail: { cause: "file" }, open: true }]);
    await removeReportSchedule(clerk.ctxAt(), { scheduleId });
    expect(await alertsOf(scheduleId)).toMatchObject([{ open: false }]);
  });

  it("raises one when its owner has left; who goes on with it takes it away", async () => {
    const owner = await makeTestUser(firm, "usr_leaves");
    const scheduleId = await schedule({}, owner);
    await test.asOwner("update users set disabled_at = now() where id = $1", [owner.userId]);
    await run(0);
    expect(await alertsOf(scheduleId)).toMatchObject([{ detail: { cause: "paused", address: "" }, open: true }]);
    await resumeReportSchedule(clerk.ctxAt(at(1)), { scheduleId });
    expect(await alertsOf(scheduleId)).toMatchObject([{ open: false }]);
  });
});

describe("a schedule", () => {
  it("is paused and resumed without making up for what was missed", async () => {
    const scheduleId = await schedule();
    await pauseReportSchedule(clerk.ctxAt(), { scheduleId });
    expect(await run(3 * DAY_MS)).toMatchObject({ examined: 0 });
    await resumeReportSchedule(clerk.ctxAt(at(3 * DAY_MS + 1)), { scheduleId });
    expect(await run(3 * DAY_MS + 2)).toMatchObject({ examined: 0 });
    expect(await run(4 * DAY_MS)).toMatchObject({ done: 1 });
  });

  it("leaves an audit row for each change", async () => {
    const scheduleId = await schedule();
    await pauseReportSchedule(clerk.ctxAt(), { scheduleId });
    await resumeReportSchedule(clerk.ctxAt(), { scheduleId });
    await removeReportSchedule(clerk.ctxAt(), { scheduleId });
    const rows = await test.asOwner<{ action: string }>(
      "select action from audit_log where object_id = $1 order by seq",
      [scheduleId],
    );
    expect(rows.map(({ action }) => action.replace("report_schedule.", ""))).toEqual([
      "create",
      "pause",
      "resume",
      "remove",
    ]);
  });

  it("is for those with the permission, of this firm", async () => {
    const scheduleId = await schedule();
    const viewer = await makeTestUser(firm, "usr_viewer", { permissions: ["payments.view"] });
    const elsewhere = await makeTestFirm("frm_elsewhere");
    const stranger = { ...clerk.ctxAt(), firmId: elsewhere.firmId };
    expect(await refusalOf(schedule({}, viewer))).toMatchObject({ code: "forbidden" });
    for (const verb of [pauseReportSchedule, resumeReportSchedule, removeReportSchedule]) {
      expect(await refusalOf(verb(viewer.ctxAt(), { scheduleId }))).toMatchObject({ code: "forbidden" });
      expect(await refusalOf(verb(stranger, { scheduleId }))).toMatchObject({ code: "not_found" });
    }
    expect(await refusalOf(listReportSchedules(viewer.ctxAt()))).toMatchObject({ code: "forbidden" });
    expect(await listReportSchedules(stranger)).toEqual([]);
  });

  it.each([
    ["no address", { emails: " , " }, "emails"],
    ["a wrong address", { emails: "a@b.example; nobody" }, "emails"],
    ["an hour that there is not", { hour: "24" }, "hour"],
    ["no report", { report: "" }, "report"],
  ])("is refused with %s", (_what, typed, path) => {
    const base = { report: "today", format: "xlsx", frequency: "daily", hour: "8", emails: "a@b.example" };
    const result = CreateReportScheduleInput.safeParse({ ...base, ...typed });
    expect(result.error?.issues.map((issue) => String(issue.path[0]))).toContain(path);
  });
});
