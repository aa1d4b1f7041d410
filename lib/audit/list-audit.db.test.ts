import { beforeAll, describe, expect, it, vi } from "vitest";
import { closeAlert } from "@/lib/alerts/close-alert";
import { startWorker } from "@/lib/jobs/runner";
import { fixedClock } from "@/lib/platform/clock";
import { inFirm } from "@/lib/platform/tx";
import { clockAfter, HOUR_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { makeTestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { appendAudit } from "./append-audit";
import { askAuditCheck, checkAudit } from "./check-audit";
import { type AuditAsked, countAudit, getAuditStanding, listAudit, listAuditChoices } from "./queries";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
let userId = "";

/** 130 rows by a user, one an hour, from noon of May 4th in New York on; between them what a payment leaves. */
beforeAll(async () => {
  firm = await makeTestFirm("frm_ours");
  stranger = await makeTestFirm("frm_theirs");
  const user = await makeTestUser(firm, "usr_dana");
  userId = user.userId;
  for (let hour = 0; hour < 130; hour += 1) {
    const ctx = { ...user.ctxAt(clockAfter(hour * HOUR_MS)), ip: "203.0.113.9" };
    const entry = { action: hour % 2 ? "payer.update" : "payer.create", objectType: "payer", objectId: `pyr_${hour}` };
    await inFirm(ctx, (tx) => appendAudit(ctx, tx, { ...entry, detail: { name: { from: "A", to: "B" } } }));
  }
  const link = await firm.makeLink({ send: false }, clockAfter(0));
  await payAs(firm, link.id);
});

const admin = (of = firm) => staffCtx(of, ["settings.manage"]);
const found = async (asked: AuditAsked) => (await listAudit(admin(), { limit: 1_000, ...asked })).rows;

describe("the list of the log", () => {
  it("goes page by page, newest first, every row once, and says who by name", async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(admin(), { cursor, by: `user:${userId}` });
      seen.push(...page.rows.map(({ seq }) => seq));
      for (const row of page.rows) expect(row).toMatchObject({ actorName: "Dana Whitfield", ip: "203.0.113.9" });
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(130);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  });

  it("is asked by person, kind of person, action, noun and days of the firm's zone", async () => {
    expect(await found({ action: "payer.update" })).toHaveLength(65);
    expect(await found({ action: "payer." })).toHaveLength(130);
    expect(await found({ action: "nothing." })).toEqual([]);
    const byClients = await found({ by: "payer" });
    expect(byClients.map(({ action }) => action)).toContain("payment.approved");
    expect(byClients.every(({ actor }) => actor.startsWith("payer:"))).toBe(true);
    // Eleven in the morning there until midnight: 13 hours of the first day.
    expect(await found({ by: `user:${userId}`, to: "2026-05-04" })).toHaveLength(13);
    expect(await found({ by: `user:${userId}`, from: "2026-05-05", to: "2026-05-05" })).toHaveLength(24);
    expect(await countAudit(admin(), { action: "payer." })).toEqual({ count: 130, isWhole: true });
  });

  it("is asked by an object's id, by the number of a payment and by a user's address", async () => {
    expect(await found({ q: "pyr_7" })).toHaveLength(1);
    const [paid] = await test.asOwner<{ id: string; number: string }>("select id, number from payments limit 1");
    const rows = await found({ q: paid?.number ?? "" });
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ objectId }) => objectId))).toEqual(new Set([paid?.id]));
    await inFirm(firm.ctxAt(), (tx) =>
      appendAudit(firm.ctxAt(), tx, { action: "user.enable", objectType: "user", objectId: userId }),
    );
    expect(await found({ q: "USR_dana@hartwell.example" })).toHaveLength(1);
    expect(await found({ q: "%" })).toEqual([]);
  });

  it("offers what there is, and each firm its own", async () => {
    const { people, actions } = await listAuditChoices(admin());
    expect(people).toContainEqual({ actor: "user:usr_dana", name: "Dana Whitfield" });
    expect(actions).toEqual(expect.arrayContaining(["payer.create", "payer.update", "payment.approved"]));
    expect(actions).toEqual([...new Set(actions)]);
    expect(await listAuditChoices(admin(stranger))).toEqual({ people: [], actions: [] });
    expect((await listAudit(admin(stranger), {})).rows).toEqual([]);
  });

  it("is for those who manage settings", async () => {
    const clerk = staffCtx(firm, ["payments.view", "users.manage"]);
    for (const work of [
      listAudit(clerk, {}),
      countAudit(clerk, {}),
      listAuditChoices(clerk),
      getAuditStanding(clerk),
      askAuditCheck(clerk),
    ])
      expect(await refusalOf(work)).toMatchObject({ code: "forbidden" });
  });

  it("asks a long log by its indexes", async () => {
    const plans = await inFirm(firm.ctxAt(), async (tx) => {
      await tx.execute("set local enable_seqscan = off");
      const plan = async (where: string) => {
        const asked = `explain select * from audit_log where firm_id = 'frm_ours' ${where} order by at desc, seq desc limit 51`;
        return (await tx.execute<{ "QUERY PLAN": string }>(asked)).rows.map((row) => row["QUERY PLAN"]).join("\n");
      };
      return [await plan(""), await plan("and actor = 'user:usr_dana'"), await plan("and action = 'payer.update'")];
    });
    expect(plans[0]).toContain("audit_log_newest");
    expect(plans[1]).toContain("audit_log_actor");
    expect(plans[2]).toContain("audit_log_action");
    for (const plan of plans) expect(plan).not.toContain("Sort");
  });
});

describe("the standing of the chain", () => {
  const clock = fixedClock(new Date("2026-06-01T10:00:00Z"));

  it("says nothing before the first check, then how far it went, and what came since", async () => {
    expect((await getAuditStanding(admin())).check).toBeNull();
    await checkAudit(firm.ctxAt(clock));
    const { check, newestSeq } = await getAuditStanding(admin());
    expect(check).toEqual({ at: clock.now(), rows: newestSeq, broken: null, isOvertaken: false });
    await inFirm(firm.ctxAt(), (tx) =>
      appendAudit(firm.ctxAt(), tx, { action: "user.enable", objectType: "user", objectId: userId }),
    );
    expect(await getAuditStanding(admin())).toMatchObject({ newestSeq: newestSeq + 1, check: { rows: newestSeq } });
  });

  it("does not call whole what was changed afterwards, and names the first wrong row at the next check", async () => {
    const { check } = await getAuditStanding(admin());
    const seq = check?.rows ?? 0;
    const change = (actor: string) =>
      test.asOwner(
        `alter table audit_log disable trigger user; update audit_log set actor = '${actor}', hash = hash || 'x' where firm_id = 'frm_ours' and seq = ${seq};
         alter table audit_log enable trigger user`,
      );
    await change("user:nobody");
    expect((await getAuditStanding(admin())).check?.isOvertaken).toBe(true);
    expect(await checkAudit(firm.ctxAt(clock))).toMatchObject({ failed: 1, done: 0 });
    expect((await getAuditStanding(admin())).check).toMatchObject({
      rows: seq - 1,
      broken: { seq, fault: "row_changed" },
    });
    expect((await getAuditStanding(admin(stranger))).check).toBeNull();
  });

  it("raises an alert at the first wrong row, once, until somebody closes it; a whole chain clears it", async () => {
    const open = () =>
      test.asOwner<{ id: string; detail: object }>(
        "select id, detail from alerts where firm_id = 'frm_ours' and kind = 'audit_broken' and closed_at is null",
      );
    await checkAudit(firm.ctxAt(clock));
    const [alert, ...more] = await open();
    expect(more).toEqual([]);
    expect(alert?.detail).toMatchObject({ fault: "row_changed" });
    await closeAlert(staffCtx(firm, ["payments.view", "settings.manage"]), {
      alertId: alert?.id ?? "",
      note: "The tests changed it.",
    });
    await checkAudit(firm.ctxAt(clock));
    expect(await open()).toEqual([]);
    const unchained = "alter table audit_log disable trigger user";
    await test.asOwner(`${unchained}; delete from audit_log where firm_id = 'frm_ours' and seq = 2`);
    await checkAudit(firm.ctxAt(clock));
    expect((await open()).map(({ detail }) => detail)).toMatchObject([{ fault: "rows_missing" }]);
    await test.asOwner("delete from audit_log where firm_id = 'frm_ours'; alter table audit_log enable trigger user");
    await checkAudit(firm.ctxAt(clock));
    expect(await open()).toEqual([]);
  });

  it("is found by a job that an administrator asks for", async () => {
    await askAuditCheck(admin());
    await askAuditCheck(admin());
    const worker = await startWorker();
    const byJob = "select 1 from audit_checks where firm_id = 'frm_ours' and checked_by = 'system:check-audit'";
    await vi.waitFor(async () => expect(await test.asOwner(byJob)).toHaveLength(1), { timeout: 10_000 });
    await worker.stop();
  });
});
