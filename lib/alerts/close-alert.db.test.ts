import { beforeEach, describe, expect, it } from "vitest";
import { users } from "@/db/schema/staff";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { inFirm } from "@/lib/platform/tx";
import type { Permission } from "@/lib/staff/model";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  HOUR_MS,
  MINUTE_MS,
  payAs,
  refusalOf,
  staffCtx,
} from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { closeAlert } from "./close-alert";
import type { AlertKind } from "./model";
import { countVisible, listAlerts, openAlertsOfUser } from "./queries";
import { raiseAlert } from "./raise-alert";
import { CloseAlertInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

const ALL: Permission[] = ["payments.view", "payments.refund", "payments.take", "settings.manage"];
const staff = (permissions = ALL, accountIds: string[] | null = null) =>
  staffCtx(firm, permissions, { accountIds, clock: clockAfter(2 * HOUR_MS) });

async function raise(kind: AlertKind, accountId: string | null = "acc_operating", objectId = `pay_${kind}`) {
  const ctx = firm.ctxAt(clockAfter(0));
  const detail = { code: "R01" };
  await inFirm(ctx, (tx) => raiseAlert(ctx, tx, { kind, objectType: "payment", objectId, accountId, detail }));
}

const open = async (ctx = staff()) => (await listAlerts(ctx, { status: "open" })).rows;
const kinds = async (ctx = staff()) => (await open(ctx)).map(({ kind }) => kind).toSorted();
const note = (alertId: string, text = "Spoke with the client.") => CloseAlertInput.parse({ alertId, note: text });

describe("the list of alerts", () => {
  it("shows each its own accounts and kinds, the firm's alerts to all, and another firm nothing", async () => {
    await raise("echeck_returned");
    await raise("dispute_opened", "acc_trust");
    await raise("books_differ", null);
    await raise("posting_failed", null);
    expect(await kinds()).toEqual(["books_differ", "dispute_opened", "echeck_returned"]);
    expect(await kinds(staff(ALL, ["acc_trust"]))).toEqual(["books_differ", "dispute_opened"]);
    expect(await kinds(staff([...ALL, "postings.manage"]))).toContain("posting_failed");
    const stranger = await makeTestFirm(`frm_${firms}_other`);
    expect(await kinds(stranger.ctxAt())).toEqual([]);
    expect(await refusalOf(open(staff(["links.send"])))).toMatchObject({ code: "forbidden" });
  });

  it("is counted for the shell as it is listed", async () => {
    await raise("echeck_returned");
    await raise("dispute_opened", "acc_trust");
    await raise("posting_failed", null);
    for (const accountIds of [null, ["acc_trust"], []]) {
      await test.asOwner("delete from users where firm_id = $1", [firm.firmId]);
      const row = { firmId: firm.firmId, id: "usr_test", email: "a@hartwell.example", name: "Test", permissions: ALL };
      const made = { ...row, role: "staff", passwordHash: "x", accountIds, createdAt: new Date() };
      const perKind = await inFirm(firm.ctxAt(), async (tx) => {
        await tx.insert(users).values(made as typeof users.$inferInsert);
        return (await tx.select({ openAlerts: openAlertsOfUser() }).from(users))[0]?.openAlerts ?? {};
      });
      const ctx = staff(ALL, accountIds);
      expect(countVisible(perKind, (permission) => ALL.includes(permission))).toBe((await open(ctx)).length);
    }
  });

  it("goes page by page, newest first", async () => {
    for (let index = 0; index < 52; index += 1) await raise("dispute_lost", null, `pay_${index}`);
    const first = await listAlerts(staff(), { status: "open" });
    const second = await listAlerts(staff(), { status: "open", cursor: first.nextCursor ?? "" });
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect([first.rows.length, second.rows.length, new Set(ids).size, second.nextCursor]).toEqual([50, 2, 52, null]);
  });
});

describe("closeAlert", () => {
  it("closes once, with who, when and why, and keeps it under Resolved and in the audit log", async () => {
    await raise("echeck_returned");
    const [alert] = await open();
    await closeAlert(staff(), note(alert?.id ?? ""));
    expect(await open()).toEqual([]);
    const { rows } = await listAlerts(staff(), { status: "closed" });
    expect(rows[0]).toMatchObject({ id: alert?.id, note: "Spoke with the client.", closedAt: expect.any(Date) });
    expect(await refusalOf(closeAlert(staff(), note(alert?.id ?? "")))).toEqual({
      code: "conflict",
      reason: "alert_closed",
    });
    const audit = await test.asOwner(
      "select actor, detail->>'note' as note from audit_log where action = 'alert.closed' and firm_id = $1",
      [firm.firmId],
    );
    expect(audit).toEqual([{ actor: "user:usr_test", note: "Spoke with the client." }]);
  });

  it("is refused without the permission, the account, the firm or a note; and where only the cause may end it", async () => {
    await raise("echeck_returned", "acc_trust");
    const id = (await open())[0]?.id ?? "";
    expect(await refusalOf(closeAlert(staff(["payments.view"]), note(id)))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(closeAlert(staff(ALL, ["acc_operating"]), note(id)))).toMatchObject({ code: "not_found" });
    const stranger = await makeTestFirm(`frm_${firms}_other`);
    expect(await refusalOf(closeAlert(stranger.ctxAt(), note(id)))).toMatchObject({ reason: "alert_unknown" });
    expect(CloseAlertInput.safeParse({ alertId: id, note: "  a " }).success).toBe(false);
    await raise("trust_negative");
    const negative = (await open()).find(({ kind }) => kind === "trust_negative");
    expect(await refusalOf(closeAlert(staff(), note(negative?.id ?? "")))).toMatchObject({ reason: "alert_by_cause" });
    expect(await open()).toHaveLength(2);
  });
});

describe("the alert of an unknown payment", () => {
  it("comes after a day, stays away for a day once a person saw to it, and goes with its cause", async () => {
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    await causeFaults("lost=1");
    await payAs(firm, link.id);
    await causeFaults("down=1");
    const reconcileAt = (ms: number) => reconcilePayments(firm.ctxAt(clockAfter(ms)));
    await reconcileAt(23 * HOUR_MS);
    expect(await open()).toEqual([]);
    for (const hours of [24, 25]) await reconcileAt(hours * HOUR_MS + MINUTE_MS);
    const [alert, ...others] = await open();
    expect([alert?.kind, others]).toEqual(["payment_unknown", []]);
    await closeAlert(staffCtx(firm, ALL, { clock: clockAfter(26 * HOUR_MS) }), note(alert?.id ?? ""));
    await reconcileAt(30 * HOUR_MS);
    expect(await open()).toEqual([]);
    await reconcileAt(60 * HOUR_MS);
    expect(await kinds()).toEqual(["payment_unknown"]);
    await calmFaults();
    await reconcileAt(90 * HOUR_MS);
    expect(await open()).toEqual([]);
  });
});
