import { z } from "zod";
import { previewSchedule } from "@/lib/schedules/rules";
import { SchedulePreviewInput } from "@/lib/schedules/schemas";
import { apiOperation } from "./operation";
import { calendarDate, cents, instant } from "./parts";

const MOST_RUNS = 120;

export const previewSchedules = apiOperation({
  name: "previewSchedule",
  tag: "Previews",
  summary: "Dates and amounts of a plan",
  description: `The first ${MOST_RUNS} runs, in the plan's time zone. Changes nothing.`,
  permissions: ["payments.view"],
  body: SchedulePreviewInput.meta({ id: "SchedulePreview" }),
  answer: z
    .object({
      runs: z.array(
        z.object({
          date: calendarDate,
          at: instant.meta({ description: "The instant of the run: 09:00 in the zone unless `hour` says otherwise." }),
          amountCents: cents,
        }),
      ),
    })
    .meta({ id: "ScheduleRuns" }),
  isPure: true,
  verb: async ({ body }) => ({ runs: previewSchedule(body, MOST_RUNS) }),
});
