import { expect, it } from "vitest";
import { useMethodBench } from "@/tests/support/method-bench";
import { calmFaults } from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { clockAt, keepSchedule } from "@/tests/support/schedule-bench";
import { chargeRun } from "./charge-run";

const bench = useMethodBench();
const { test } = bench;

// As when the lease of a slow process ends before its charge does.
it("charges a run once, also when nobody's lease keeps others away, at once or later", async () => {
  await calmFaults();
  const { scheduleId } = await keepSchedule(bench, { count: "2" });
  const period = "2026-05-05";
  await test.asOwner(
    `insert into schedule_runs (firm_id, schedule_id, period, status, amount_cents, currency, charge_at, created_at)
     select firm_id, id, $2::date, 'due', 25000, currency, now(), now() from schedules where id = $1`,
    [scheduleId, period],
  );
  const charge = () => chargeRun(bench.firm.ctxAt(clockAt("2026-05-05T13:00:00Z")), { scheduleId, period });
  await releaseTogether(8, charge);
  await charge();
  const charges = await test.asOwner(
    `select c.state from sandbox.charges c join payments p on p.id = c.reference
     where p.obligation like 'schedule:' || $1 || ':%'`,
    [scheduleId],
  );
  expect(charges).toHaveLength(1);
});
