import { describe, expect, it, vi } from "vitest";
import { insertRequest } from "@/lib/methods/request-method";
import { inFirm } from "@/lib/platform/tx";
import { useMethodBench } from "@/tests/support/method-bench";
import { printFigures } from "@/tests/support/print-figures";
import { releaseTogether } from "@/tests/support/release-together";
import { runsOf } from "@/tests/support/runs";
import { clockAt, keepSchedule } from "@/tests/support/schedule-bench";
import { chargeRun } from "./charge-run";
import { lockSchedule } from "./internal/load";

// A payer saves a method under the link of a failed run (method, payer, plan) while the plan is charged again and fails (plan, and a new
// request that points to the payer). Neither may wait for the other in a ring.

const bench = useMethodBench();
const { test } = bench;
const PERIOD = "2026-05-05";
const DUE = clockAt("2026-05-05T13:00:00Z");
const LATER = clockAt("2026-05-07T13:00:00Z");

/** A schedule whose first run was declined, with the request that its payer was mailed. */
async function failedSchedule(): Promise<{ scheduleId: string; payerId: string; requestId: string }> {
  const { scheduleId, payerId } = await keepSchedule(bench, { method: "declined-when-saved", count: "2" });
  await test.asOwner(
    `insert into schedule_runs (firm_id, schedule_id, period, status, amount_cents, currency, charge_at, created_at)
     select firm_id, id, $2::date, 'due', 25000, currency, now(), now() from schedules where id = $1`,
    [scheduleId, PERIOD],
  );
  await chargeRun(bench.firm.ctxAt(DUE), { scheduleId, period: PERIOD });
  await test.asOwner("update schedule_runs set status = 'due', charge_at = now() where schedule_id = $1", [scheduleId]);
  const [request] = await test.asOwner<{ id: string }>(
    "select id from method_requests where payer_id = $1 and status = 'open' and request_key like 'schedule:%'",
    [payerId],
  );
  return { scheduleId, payerId, requestId: request?.id ?? "" };
}

const deadlocks = async () =>
  Number(
    (
      await test.asOwner<{ n: string }>(
        "select deadlocks as n from pg_stat_database, pg_stat_clear_snapshot() where datname = current_database()",
      )
    )[0]?.n,
  );

const waitsForLocks = async () =>
  (await test.asOwner<{ n: number }>("select count(*)::int as n from pg_locks where not granted"))[0]?.n ?? 0;

describe("a method that is saved while its plan is charged", () => {
  it("waits for the charge, and the charge for nobody", async () => {
    const { scheduleId, payerId, requestId } = await failedSchedule();
    const before = await deadlocks();
    const ctx = bench.firm.ctxAt(LATER);
    let saving: Promise<unknown> = Promise.resolve();
    await inFirm(ctx, async (tx) => {
      await lockSchedule(ctx, tx, scheduleId);
      saving = bench.saveAs(requestId, { method: "mastercard", clock: LATER });
      await vi.waitFor(async () => expect(await waitsForLocks()).toBeGreaterThan(0), { timeout: 10_000, interval: 20 });
      // What a failed run does: a request of its own for the same payer.
      const wish = { sentTo: ["elena.marsh@bluewater.example"], message: "", locale: "en" as const };
      await insertRequest(ctx, tx, { ...wish, payerId, accountId: "acc_operating", requestKey: "schedule:held:1" });
    });
    expect(await saving).toMatchObject({ kind: "saved" });
    expect(await deadlocks()).toBe(before);
  });

  it("and charged goes through, many at once", async () => {
    const rounds = runsOf("RACE_ROUNDS", 12);
    const before = await deadlocks();
    const answers: (string | undefined)[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const plans = await Promise.all(Array.from({ length: 4 }, failedSchedule));
      const ended = await releaseTogether<{ kind: string }>(8, (index) => {
        const plan = plans[index % 4] as (typeof plans)[0];
        return index < 4
          ? bench.saveAs(plan.requestId, { method: "mastercard", clock: LATER })
          : chargeRun(bench.firm.ctxAt(LATER), { scheduleId: plan.scheduleId, period: PERIOD });
      });
      for (const end of ended) answers.push(end instanceof Error ? `${end.name}: ${end.message}` : end.kind);
    }
    const counts = Object.fromEntries(
      [...new Set(answers)].map((kind) => [kind, answers.filter((one) => one === kind).length]),
    );
    printFigures(`a method saved while its plan is charged x ${rounds * 4}: ${JSON.stringify(counts)}`);
    expect(counts.saved).toBe(rounds * 4);
    expect(
      Object.keys(counts).filter((kind) => !["saved", "declined", "approved", "not_due", "not_tried"].includes(kind)),
    ).toEqual([]);
    expect(await deadlocks()).toBe(before);
  }, 120_000);
});
