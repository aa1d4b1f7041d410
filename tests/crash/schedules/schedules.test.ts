import { beforeAll, expect, it } from "vitest";
import { saveSandboxFaults } from "@/lib/gateways/sandbox-console";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { runSchedules } from "@/lib/schedules/run-schedules";
import { useMethodBench } from "@/tests/support/method-bench";
import { calmFaults, MINUTE_MS } from "@/tests/support/money-bench";
import { clockAt, keepSchedule } from "@/tests/support/schedule-bench";
import { useRunCallers } from "../use-run-callers";

// Processes die by kill -9 while runs of schedules are at the gateway or about to be; others go on, and every run is charged once.

const PATIENCE = { timeout: 60_000, interval: 20 };
const SCHEDULES = 40;
const KILLS = 4;
const CHARGES_BETWEEN = 4;

const bench = useMethodBench();
const callers = useRunCallers(bench.test, "tests/crash/schedules/call-schedules.ts");

beforeAll(async () => {
  await calmFaults();
  for (let made = 0; made < SCHEDULES; made += 1) await keepSchedule(bench, { count: "1" });
});

/** Each call comes five minutes after the last: what a dead one had leased is free again. */
const instantOf = (call: number) => new Date(Date.parse("2026-05-05T13:00:00Z") + call * 5 * MINUTE_MS);

async function count(sql: string): Promise<number> {
  const [row] = await bench.test.asOwner<{ n: string }>(sql);
  return Number(row?.n);
}

const CHARGED = "select count(*) as n from sandbox.charges where state <> 'declined'";
const OPEN = "select count(*) as n from schedule_runs where status in ('due', 'charging')";

it("each run is charged once, whoever dies", async () => {
  // Answers come late and some never, so that a kill meets charges on their way.
  expect(await saveSandboxFaults("slow=0.8,slowms=300,lost=0.1,timeout=1500,seed=11")).toBeNull();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = await count(CHARGED);
    const pair = [0, 1].map(() => callers.start(bench.firm.firmId, instantOf(kill)));
    await expect.poll(() => count(CHARGED), PATIENCE).toBeGreaterThanOrEqual(before + CHARGES_BETWEEN);
    await Promise.all(pair.map((caller) => callers.kill(caller)));
  }
  expect(await count(OPEN)).toBeGreaterThan(KILLS);
  await calmFaults();
  // The same job and recovery finish what they left.
  for (let call = KILLS; (await count(OPEN)) > 0 && call < KILLS + 12; call += 1) {
    const ctx = bench.firm.ctxAt(clockAt(instantOf(call).toISOString()));
    await runSchedules(ctx);
    await reconcilePayments(ctx);
  }
  const charged = await count(CHARGED);
  const claimed = await count("select count(distinct obligation) as n from payments");
  const unbooked = await count(
    `select count(*) as n from sandbox.charges c left join payments p on p.id = c.reference
     where c.state <> 'declined' and (p.id is null or p.status not in ('approved', 'settled'))`,
  );
  const paid = await count("select count(*) as n from schedule_runs where status = 'paid'");
  const receipts = await count("select count(*) as n from receipts");
  expect({ charged, claimed, unbooked, paid, receipts }).toEqual({
    ...{ charged: SCHEDULES, claimed: SCHEDULES, unbooked: 0 },
    ...{ paid: SCHEDULES, receipts: SCHEDULES },
  });
});
