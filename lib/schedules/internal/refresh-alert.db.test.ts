import { beforeAll, beforeEach, expect, it } from "vitest";
import { notificationAddresses } from "@/db/schema/notifications";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import { NOTIFICATION_EVENTS } from "@/lib/notifications/model";
import { inFirm } from "@/lib/platform/tx";
import { useMethodBench } from "@/tests/support/method-bench";
import { calmFaults } from "@/tests/support/money-bench";
import { clockAt, keepSchedule } from "@/tests/support/schedule-bench";
import { makeTestUser } from "@/tests/support/staff-bench";
import { retryRun } from "../retry-run";
import { runSchedules } from "../run-schedules";

const bench = useMethodBench();
const { test } = bench;

beforeAll(async () => {
  const { firm } = bench;
  const { userId } = await makeTestUser(firm, "usr_told", {});
  const events = NOTIFICATION_EVENTS.filter((event) => event === "schedule_failed");
  const row = { firmId: firm.firmId, id: "ntf_1", userId, address: "dana@hartwell.example", events, position: 0 };
  await inFirm(firm.ctxAt(), (tx) =>
    tx.insert(notificationAddresses).values({ ...row, largeCents: 500_000, createdAt: new Date() }),
  );
});

beforeEach(() => calmFaults());

const runAt = (instant: string) => runSchedules(bench.firm.ctxAt(clockAt(instant)));

const notices = (scheduleId: string) =>
  test.asOwner<{ id: string; run: string; event: string }>(
    `select id, payload->>'runId' as run, payload->>'event' as event from mails
     where kind = 'staff-notice' and payload->>'runId' like $1 || ':%' order by run`,
    [scheduleId],
  );

it("a failed run is told once, at its first failure, however often it is tried after that; the next one anew", async () => {
  const { scheduleId } = await keepSchedule(bench, { method: "declined-when-saved", count: "2" });
  const first = { run: `${scheduleId}:2026-05-05`, event: "schedule_failed" };
  for (const day of ["2026-05-05", "2026-05-08", "2026-05-13", "2026-05-20"]) {
    await runAt(`${day}T13:00:00Z`);
    await runAt(`${day}T13:10:00Z`);
    expect(await notices(scheduleId)).toMatchObject([first]);
  }
  await retryRun(bench.clerk({ clock: clockAt("2026-05-21T13:00:00Z") }), { scheduleId, period: "2026-05-05" });
  expect(await notices(scheduleId)).toMatchObject([first]);
  await runAt("2026-06-05T13:00:00Z");
  const told = await notices(scheduleId);
  expect(told).toMatchObject([first, { run: `${scheduleId}:2026-06-05`, event: "schedule_failed" }]);
  const mailId = told[0]?.id ?? "";
  await deliverMail(bench.firm.ctxAt(clockAt("2026-06-05T14:00:00Z")), mailId);
  const mail = await findMailboxMail(mailId);
  expect(mail?.subject).toContain("Scheduled payment failed: $250.00");
  expect(mail?.text).toContain("Reason: Card declined");
  expect(mail?.links).toContainEqual(expect.stringMatching(new RegExp(`/staff/schedules/${scheduleId}$`)));
});

it("a run that is paid is not told, one that was missed is, once", async () => {
  const paid = await keepSchedule(bench, { count: "1" });
  await runAt("2026-05-05T13:00:00Z");
  const missed = await keepSchedule(bench, { startDate: "2026-05-06", count: "1" });
  await runAt("2026-05-20T13:00:00Z");
  await runAt("2026-05-20T14:00:00Z");
  expect(await notices(paid.scheduleId)).toEqual([]);
  expect((await notices(missed.scheduleId)).map(({ run }) => run)).toEqual([`${missed.scheduleId}:2026-05-06`]);
});
