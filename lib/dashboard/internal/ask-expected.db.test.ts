import { sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import { addDays } from "@/lib/dates/period-days";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { countPayers } from "@/lib/payers/queries";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { createSchedules } from "@/lib/schedules/create-schedules";
import { pauseSchedules } from "@/lib/schedules/pause-schedules";
import { countSchedules } from "@/lib/schedules/queries";
import { runSchedules } from "@/lib/schedules/run-schedules";
import { EVE, useAutoPayBench } from "@/tests/support/auto-pay-bench";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { staffCtx } from "@/tests/support/money-bench";
import { clockAt, scheduleForm } from "@/tests/support/schedule-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { getDashboard } from "../queries";
import { expectedQuestion } from "./ask-expected";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const test = useTestDatabase();
const bench = useAutoPayBench(test);

const TODAY = "2026-05-04";
const timeZone = "America/New_York";
const reader = (accountIds: string[] | null = null) =>
  staffCtx(bench.firm, ["payments.view"], { accountIds, clock: EVE });
const expected = async (accountIds: string[] | null = null, kind: "" | "trust" = "") =>
  (await getDashboard(reader(accountIds), { timeZone, kind })).expected;

const schedule = (changes: Parameters<typeof scheduleForm>[1]) =>
  createSchedules(bench.clerk(), scheduleForm({ payerId: bench.payerId, methodId: bench.methodId }, changes));

it("adds up what schedules then really charge, each day of the 30", async () => {
  await schedule({ startDate: "2026-05-05" });
  await schedule({ startDate: "2026-05-06", frequency: "weekly", amountCents: 1_000, count: "10" });
  await schedule({ startDate: "2026-05-07", frequency: "weekly", share: "shared", totalCents: 10_000, count: "3" });
  await schedule({ startDate: "2026-05-31", frequency: "single", amountCents: 700 });
  // The first day after them.
  await schedule({ startDate: "2026-06-03", amountCents: 90_000 });
  const { scheduleId } = await schedule({ startDate: "2026-05-08" });
  await pauseSchedules(bench.clerk(), { scheduleIds: [scheduleId] });

  const { schedules, until } = await expected();
  expect(until).toBe("2026-06-02");
  expect(schedules).toEqual({ count: 9, operatingCents: 39_700, trustCents: 0 });
  expect(await countSchedules(reader(), { coming: "30" })).toBe(4);
  expect(await countSchedules(reader(), { coming: "30", accountKind: "trust" })).toBe(0);
  for (let day = TODAY; day <= until; day = addDays(day, 1))
    await runSchedules(bench.firm.ctxAt(clockAt(`${day}T13:30:00Z`)));
  const [taken] = await test.asOwner<{ n: number; cents: number }>(
    "select count(*)::int as n, sum(amount_cents)::int as cents from payments where firm_id = $1 and source = 'schedule'",
    [bench.firm.firmId],
  );
  expect(taken).toEqual({ n: schedules.count, cents: schedules.operatingCents });
});

it("counts a monthly one twice where February lets it come twice", async () => {
  await schedule({ startDate: "2027-02-01" });
  const ctx = staffCtx(bench.firm, ["payments.view"], { clock: clockAt("2027-02-01T12:00:00Z") });
  const { expected: found } = await getDashboard(ctx, { timeZone, kind: "" });
  expect(found).toMatchObject({ until: "2027-03-02", schedules: { count: 2, operatingCents: 50_000 } });
});

it("counts Auto-Pays by their caps, tells how many have none, and none after their year", async () => {
  line.system = makeItemsSystem([makeItem()]);
  await bench.associate("client_number", "10012");
  const weekly = await bench.start({ frequency: "weekly", capCents: 15_000 });
  await bench.start({ startDate: "2026-05-10" });
  expect((await expected()).autoPays).toEqual({ count: 6, operatingCents: 75_000, trustCents: 0, openCount: 1 });
  await test.asOwner("update auto_pays set started_on = '2025-05-20' where firm_id = $1 and id = $2", [
    bench.firm.firmId,
    weekly,
  ]);
  expect((await expected()).autoPays).toMatchObject({ count: 4, operatingCents: 45_000 });
  expect(await countPayers(reader(), "", "30")).toBe(1);
  await saveConnectModule(bench.clerk(), { isOn: false });
  expect((await expected()).autoPays).toBeNull();
});

it("shows nobody what lies beyond their accounts, nor another kind of money, nor another firm's", async () => {
  line.system = makeItemsSystem([makeItem()]);
  await bench.associate("client_number", "10012");
  await bench.start({ capCents: 15_000 });
  await schedule({ startDate: "2026-05-05" });
  const nothing = { schedules: { count: 0 }, autoPays: { count: 0, openCount: 0 } };
  expect(await expected()).toMatchObject({ schedules: { count: 1 }, autoPays: { count: 1 } });
  expect(await expected(["acc_trust"])).toMatchObject(nothing);
  expect(await expected(null, "trust")).toMatchObject(nothing);
  expect(await countPayers(reader(["acc_trust"]), "", "30")).toBe(0);
});

it("finds them by the index of what is due", async () => {
  const ctx = systemContext(bench.firm.firmId, "test", EVE);
  const question = expectedQuestion(ctx, { today: TODAY, timeZone, kind: "" });
  const plan = await inFirm(ctx, async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    const { rows } = await tx.execute<{ "QUERY PLAN": string }>(sql`explain ${question}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  expect(plan).toContain("schedules_due");
  expect(plan).toContain("auto_pays_due");
});
