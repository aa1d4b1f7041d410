import { z } from "zod";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { FREQUENCIES, type SchedulePlan } from "./model";

/** More runs than any plan lasts: thirty years of days. */
export const MAX_SCHEDULE_RUNS = 11_000;

const EARLIEST = "1970-01-01";
const LATEST = "2199-12-31";

const amount = z
  .int({ error: "Write a whole number of cents." })
  .min(1, "Write 1 cent or more.")
  .max(MAX_AMOUNT_CENTS, `Write ${MAX_AMOUNT_CENTS} cents or less.`);

const date = z.iso
  .date({ error: "Write a calendar date such as 2026-10-31." })
  .refine((text) => text >= EARLIEST && text <= LATEST, "Write a date from 1970 to 2199.");

const monthDay = z.union([
  z.literal("last"),
  z
    .int({ error: 'Write a day from 1 to 31, or "last".' })
    .min(1, 'Write a day from 1 to 31, or "last".')
    .max(31, 'Write a day from 1 to 31, or "last".'),
]);

const timeZone = z
  .string({ error: "Write the name of a time zone, such as America/New_York." })
  .max(100, "Write the name of a time zone, such as America/New_York.")
  .refine(isTimeZone, "Write the name of a time zone, such as America/New_York.");

/** A plan as programs write it: either `amountCents` for each run, or `totalCents` for all of `count` runs. */
export const SchedulePreviewInput = z
  .strictObject({
    frequency: z.enum(FREQUENCIES, { error: `Write one of: ${FREQUENCIES.join(", ")}.` }),
    startDate: date,
    timeZone,
    days: z
      .array(monthDay, { error: 'Write a list of days, such as [1, 15] or [15, "last"].' })
      .min(2, 'Write two days, such as [1, 15] or [15, "last"].')
      .max(2, 'Write two days, such as [1, 15] or [15, "last"].')
      .optional(),
    amountCents: amount.optional(),
    totalCents: amount.optional(),
    count: z
      .int({ error: "Write a whole number of runs." })
      .min(1, "Write 1 run or more.")
      .max(MAX_SCHEDULE_RUNS, `Write ${MAX_SCHEDULE_RUNS} runs or fewer.`)
      .optional(),
    endDate: date.optional(),
    stopAtTotalCents: amount.optional(),
    hour: z
      .int({ error: "Write a whole hour from 0 to 23." })
      .min(0, "Write a whole hour from 0 to 23.")
      .max(23, "Write a whole hour from 0 to 23.")
      .optional(),
  })
  .superRefine((plan, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    const isTwice = plan.frequency === "twice_monthly";
    if (isTwice && !plan.days) say("days", "Twice a month needs two days, such as [1, 15].");
    if (!isTwice && plan.days)
      say("days", "Only twice_monthly takes days; the others keep the day of startDate. Leave it out.");
    if (plan.amountCents === undefined && plan.totalCents === undefined) {
      say("amountCents", "Write amountCents for each run, or totalCents with count for all.");
    }
    if (plan.amountCents !== undefined && plan.totalCents !== undefined)
      say("totalCents", "Write either amountCents or totalCents.");
    if (plan.totalCents !== undefined && plan.count === undefined && plan.frequency !== "single") {
      say("count", "Write count: totalCents is shared by so many runs.");
    }
    if (plan.frequency === "single" && (plan.count ?? 1) > 1) say("count", "A single run is 1.");
    if (plan.totalCents !== undefined && plan.totalCents < (plan.count ?? 1)) {
      say("totalCents", "Every run takes 1 cent or more. Raise totalCents or lower count.");
    }
    if (plan.endDate !== undefined && plan.endDate < plan.startDate)
      say("endDate", "Write a day on or after startDate.");
  })
  .transform(({ amountCents, totalCents, ...plan }): SchedulePlan => {
    const money = totalCents === undefined ? { amountCents: amountCents ?? 0 } : { totalCents, count: plan.count ?? 1 };
    return { ...plan, money };
  });
export type SchedulePreviewInput = z.input<typeof SchedulePreviewInput>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
