import { expect, it } from "vitest";
import { recordOutcome } from "@/lib/payments/record-outcome";
import { useMethodBench } from "@/tests/support/method-bench";
import { calmFaults, causeFaults, refusalOf } from "@/tests/support/money-bench";
import { clockAt, keepSchedule } from "@/tests/support/schedule-bench";
import { retryRun } from "./retry-run";
import { runSchedules } from "./run-schedules";

const bench = useMethodBench();
const { test } = bench;

const PERIOD = "2026-05-05";
const ctxAt = (instant: string) => bench.firm.ctxAt(clockAt(instant));

/** A run whose charge waits for its answer, and then gets this one. */
async function declineWith(code: "stolen_card" | "invalid_request" | "insufficient_funds", retry: "never" | "later") {
  const { scheduleId } = await keepSchedule(bench, { count: "1" });
  await causeFaults("unsent=1");
  await runSchedules(ctxAt(`${PERIOD}T13:00:00Z`));
  await calmFaults();
  const [payment] = await test.asOwner<{ id: string }>("select id from payments where obligation = $1", [
    `schedule:${scheduleId}:${PERIOD}`,
  ]);
  const declined = { kind: "declined" as const, gatewayRef: null, method: null, code, retry };
  await recordOutcome(ctxAt(`${PERIOD}T13:01:00Z`), payment?.id ?? "", declined);
  return scheduleId;
}

async function afterDays(scheduleId: string) {
  for (const day of ["08", "13", "20", "27"]) await runSchedules(ctxAt(`2026-05-${day}T13:00:00Z`));
  const [run] = await test.asOwner<{ status: string; failure: string; failures: number }>(
    "select status, failure, failures from schedule_runs where schedule_id = $1",
    [scheduleId],
  );
  const tries = await test.asOwner("select 1 from payments where obligation like 'schedule:' || $1 || ':%'", [
    scheduleId,
  ]);
  return { ...run, tries: tries.length };
}

// Want of money alone would allow another try: the gateway’s word decides.
it.each(["stolen_card", "invalid_request", "insufficient_funds"] as const)(
  "a decline that forbids another try (%s) is tried again neither by the job nor by a press",
  async (code) => {
    const scheduleId = await declineWith(code, "never");
    expect(await afterDays(scheduleId)).toEqual({ status: "failed", failure: "never", failures: 1, tries: 1 });
    const clerk = bench.clerk({ clock: clockAt("2026-05-28T13:00:00Z") });
    const press = refusalOf(retryRun(clerk, { scheduleId, period: PERIOD }));
    expect(await press).toMatchObject({ reason: "run_never_again" });
    expect(await afterDays(scheduleId)).toMatchObject({ tries: 1 });
  },
);

it("a decline that time may mend is tried again, and paid", async () => {
  const scheduleId = await declineWith("insufficient_funds", "later");
  expect(await afterDays(scheduleId)).toMatchObject({ status: "paid", failures: 1 });
});
