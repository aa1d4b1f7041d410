import { z } from "zod";
import { MAX_REMINDERS, REMINDER_ANCHORS, type ReminderRules } from "./model";

const MOST_DAYS = 90;

export const ReminderStepInput = z
  .object({
    anchor: z.enum(REMINDER_ANCHORS),
    days: z
      .int({ error: "reminder_days_invalid" })
      .min(0, "reminder_days_invalid")
      .max(MOST_DAYS, "reminder_days_invalid"),
  })
  // On its last day a link may close before the hour has come; after the due day begins with the next one.
  .refine(({ anchor, days }) => anchor === "before_due" || days > 0, { path: ["days"], message: "reminder_days_zero" });

const steps = z
  .array(ReminderStepInput)
  .max(MAX_REMINDERS, "reminders_too_many")
  .superRefine((list, context) => {
    for (const [place, step] of list.entries()) {
      const isTwice = list.some((other, at) => at < place && other.anchor === step.anchor && other.days === step.days);
      if (isTwice) context.addIssue({ code: "custom", path: [place, "days"], message: "reminder_twice" });
    }
  });

/** What the settings screen sends about reminders. */
export const RemindersInput = z
  .object({ isOn: z.boolean(), hour: z.int().min(0).max(23), steps })
  .refine(({ isOn, steps: list }) => !isOn || list.length > 0, { path: ["steps"], message: "reminders_missing" });
export type RemindersInput = z.infer<typeof RemindersInput>;

/** The firm's column; all of it, or it is not read. */
export const ReminderColumn: z.ZodType<ReminderRules> = z.object({
  isOn: z.boolean(),
  hour: z.int().min(0).max(23),
  steps,
  since: z.iso.datetime(),
});

export const LinkRemindersInput = z.object({ linkId: z.string().min(1).max(60), isOff: z.boolean() });
export type LinkRemindersInput = z.infer<typeof LinkRemindersInput>;
