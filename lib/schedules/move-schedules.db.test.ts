import { expect, it } from "vitest";
import { getMergePreview } from "@/lib/payers/get-merge-preview";
import { mergePayers } from "@/lib/payers/merge-payers";
import { useMethodBench } from "@/tests/support/method-bench";
import { calmFaults } from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { clockAt, keepSchedule, scheduleForm } from "@/tests/support/schedule-bench";
import { createSchedules } from "./create-schedules";
import { runSchedules } from "./run-schedules";

const bench = useMethodBench();
const { test } = bench;

const runAt = (instant: string) => runSchedules(bench.firm.ctxAt(clockAt(instant)));

async function merge(keepId: string, mergeId: string) {
  const revisionOf = async (id: string) => {
    const [row] = await test.asOwner<{ revision: number }>("select revision from payers where id = $1", [id]);
    return row?.revision ?? 0;
  };
  const revisions = { keepRevision: await revisionOf(keepId), mergeRevision: await revisionOf(mergeId) };
  return mergePayers(bench.firm.ctxAt(clockAt("2026-05-04T18:00:00Z")), { keepId, mergeId, ...revisions });
}

const schedulesOf = (payerId: string) =>
  test.asOwner<{ id: string; method_id: string; status: string }>(
    "select id, method_id, status from schedules where payer_id = $1 order by id",
    [payerId],
  );

const chargedOf = (scheduleId: string) =>
  test.asOwner<{ status: string; payer_id: string; saved_method_id: string }>(
    "select status, payer_id, saved_method_id from payments where obligation like 'schedule:' || $1 || ':%'",
    [scheduleId],
  );

it("a merge gives the survivor the other's schedules, and they charge on with the method and the words agreed to", async () => {
  await calmFaults();
  const moving = await keepSchedule(bench);
  const staying = await keepSchedule(bench);
  const both = { keepId: staying.payerId, mergeId: moving.payerId };
  expect((await getMergePreview(bench.clerk(), both)).moves).toMatchObject({ schedules: 1, methods: 1, autoPays: 0 });
  expect((await merge(staying.payerId, moving.payerId)).moved).toMatchObject({ schedules: 1, methods: 1, invoices: 0 });
  const [audit] = await test.asOwner<{ moved: unknown }>(
    "select detail->'moved' as moved from audit_log where action = 'payer.merge' and object_id = $1",
    [staying.payerId],
  );
  expect(audit?.moved).toMatchObject({ schedules: 1, autoPays: 0, invoices: 0 });
  expect(await schedulesOf(moving.payerId)).toEqual([]);
  expect((await schedulesOf(staying.payerId)).map(({ id, method_id }) => [id, method_id]).toSorted()).toEqual(
    [moving, staying].map(({ scheduleId, methodId }) => [scheduleId, methodId]).toSorted(),
  );
  await runAt("2026-05-05T13:00:00Z");
  for (const { scheduleId, methodId } of [moving, staying])
    expect(await chargedOf(scheduleId)).toEqual([
      { status: "approved", payer_id: staying.payerId, saved_method_id: methodId },
    ]);
  const mandates = await test.asOwner("select 1 from schedule_mandates where schedule_id = $1", [moving.scheduleId]);
  expect(mandates).toHaveLength(1);
});

it("both payers of one plan leave the survivor with two schedules of it", async () => {
  const [kept, merged] = [await bench.keep(), await bench.keep()];
  const plan = scheduleForm([kept, merged], { isGeneral: true });
  const { planId } = await createSchedules(bench.clerk(), plan);
  await merge(kept.payerId, merged.payerId);
  const rows = await test.asOwner("select payer_id from schedules where plan_id = $1", [planId]);
  expect(rows).toEqual([{ payer_id: kept.payerId }, { payer_id: kept.payerId }]);
});

it("a merge while the job charges loses no run and charges none twice", async () => {
  const survivor = await bench.keep();
  const made: { scheduleId: string; payerId: string }[] = [];
  for (let n = 0; n < 6; n += 1) made.push(await keepSchedule(bench, { startDate: "2026-05-06", count: "1" }));
  await releaseTogether(made.length + 1, async (place): Promise<object> => {
    const one = made[place];
    if (!one) return runAt("2026-05-06T13:00:00Z");
    return merge(survivor.payerId, one.payerId).catch((error: unknown) => ({ error }));
  });
  await runAt("2026-05-06T13:30:00Z");
  for (const { scheduleId } of made) expect(await chargedOf(scheduleId)).toMatchObject([{ status: "approved" }]);
});
