import type { Clock } from "@/lib/platform/clock";
import { createSchedules } from "@/lib/schedules/create-schedules";
import { CreateSchedulesInput } from "@/lib/schedules/schemas";
import type { MethodBench } from "./method-bench";
import { clockAfter } from "./money-bench";

let keys = 0;

/** The form of a monthly schedule of $250.00 from May 5, 2026, of three payments, on one payer's method. */
export function scheduleForm(
  enrolled: { payerId: string; methodId: string } | { payerId: string; methodId: string }[],
  changes: Partial<CreateSchedulesInput> = {},
): CreateSchedulesInput {
  keys += 1;
  const payers = [enrolled].flat().map((one) => ({ clientRef: "", matterRef: "", ...one }));
  return CreateSchedulesInput.parse({
    ...{ planId: "", isGeneral: false, name: "Payment plan 204118", account: "acc_operating", payers },
    ...{ invoiceNumber: "204118", frequency: "monthly", startDate: "2026-05-05", firstDay: "", secondDay: "" },
    ...{ share: "each", amountCents: 25_000, count: "3", ends: "count", reminderDays: 2 },
    ...{ authorizedBy: "Elena Marsh", authorizedHow: "phone", isAuthorized: true, requestId: `schedule-form-${keys}` },
    ...changes,
  });
}

/** A payer with a saved method and a schedule on it. */
export async function keepSchedule(
  bench: MethodBench,
  {
    method = "visa",
    clock = clockAfter(0),
    ...changes
  }: Partial<CreateSchedulesInput> & { method?: string; clock?: Clock } = {},
): Promise<{ scheduleId: string; payerId: string; methodId: string }> {
  const { payerId, methodId } = await bench.keep({ method, clock });
  const { scheduleId } = await createSchedules(bench.clerk({ clock }), scheduleForm({ payerId, methodId }, changes));
  return { scheduleId, payerId, methodId };
}

/** The clock at an instant of a test, as "2026-05-05T13:00:00Z". */
export function clockAt(instant: string): Clock {
  return clockAfter(Date.parse(instant) - Date.parse("2026-05-04T15:00:00.000Z"));
}
