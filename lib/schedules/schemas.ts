import { z } from "zod";
import { sortTextsOf } from "@/lib/lists/rules";
import { AUTHORIZED_BY } from "@/lib/methods/schemas";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { holdsCardNumber } from "@/lib/payers/rules";
import { SCHEDULE_SORTS } from "./columns";
import { FREQUENCIES, REMINDER_CHOICES, SCHEDULE_STATUSES, type SchedulePlan, type ScheduleTerms } from "./model";

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

/** What the forms send: every message is a word that a screen turns into a sentence (`errors.field.*`). */
const id = z.string().min(1).max(60);
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, "text_too_long")
    .refine((value) => !holdsCardNumber(value), "card_number_in_text");
const cents = z.int({ error: "amount_invalid" }).min(1, "amount_too_small").max(MAX_AMOUNT_CENTS, "amount_too_large");
const day = z.iso.date({ error: "date_invalid" }).refine((text) => text >= EARLIEST && text <= LATEST, "date_invalid");
// What is not asked for is not looked at: a hidden field may hold anything.
const loose = z.unknown().optional();

/** How a plan ends, beside being cancelled. */
export const SCHEDULE_ENDS = ["never", "count", "date", "total"] as const;
export const SHARES = ["each", "shared"] as const;

const termsFields = {
  frequency: z.enum(FREQUENCIES),
  startDate: day,
  firstDay: z.string().max(4),
  secondDay: z.string().max(4),
  share: z.enum(SHARES),
  amountCents: loose,
  totalCents: loose,
  count: z.string().trim().max(6),
  ends: z.enum(SCHEDULE_ENDS),
  endDate: loose,
  stopAtCents: loose,
  reminderDays: z.coerce
    .number()
    .refine((days) => REMINDER_CHOICES.some((known) => known === days), "reminder_days_invalid"),
};
const TermsTyped = z.object(termsFields);
type TermsTyped = z.infer<typeof TermsTyped>;

function checkTerms(form: TermsTyped, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  const check = (path: "amountCents" | "totalCents" | "stopAtCents") => {
    const read = cents.safeParse(form[path]);
    if (!read.success) refuse(path, read.error.issues[0]?.message ?? "amount_invalid");
  };
  const isSingle = form.frequency === "single";
  const isShared = form.share === "shared" && !isSingle;
  check(isShared ? "totalCents" : "amountCents");
  if (isShared || (form.ends === "count" && !isSingle)) {
    const count = /^\d{1,5}$/.test(form.count) ? Number(form.count) : 0;
    if (count < 1 || count > MAX_SCHEDULE_RUNS) refuse("count", "run_count_invalid");
    else if (isShared && typeof form.totalCents === "number" && form.totalCents < count)
      refuse("totalCents", "total_below_count");
  }
  if (!isSingle && !isShared && form.ends === "date") {
    const end = day.safeParse(form.endDate);
    if (!end.success) refuse("endDate", "date_invalid");
    else if (end.data < form.startDate) refuse("endDate", "end_before_start");
  }
  if (!isSingle && !isShared && form.ends === "total") check("stopAtCents");
  if (form.frequency === "twice_monthly") {
    if (dayOf(form.firstDay) === null) refuse("firstDay", "month_day_invalid");
    if (dayOf(form.secondDay) === null || form.secondDay === form.firstDay) refuse("secondDay", "month_day_invalid");
  }
}

function dayOf(typed: string): number | "last" | null {
  if (typed === "last") return "last";
  const number = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
  return number >= 1 && number <= 31 ? number : null;
}

/** The terms in a form; null while it cannot be read. For the preview and, once it was checked, for the verb. */
export function termsOfForm(form: TermsTyped): ScheduleTerms | null {
  const checked = TermsTyped.superRefine(checkTerms).safeParse(form);
  if (!checked.success) return null;
  const { frequency, startDate, firstDay, secondDay, share, ends, reminderDays } = checked.data;
  const isSingle = frequency === "single";
  const isShared = share === "shared" && !isSingle;
  const centsOf = (value: unknown) => (typeof value === "number" ? value : null);
  const endsBy = (end: (typeof SCHEDULE_ENDS)[number]) => !isSingle && !isShared && ends === end;
  const days = [dayOf(firstDay), dayOf(secondDay)].filter((found) => found !== null);
  return {
    ...{ frequency, startDate, reminderDays },
    days: frequency === "twice_monthly" ? days : [],
    amountCents: isShared ? null : centsOf(form.amountCents),
    totalCents: isShared ? centsOf(form.totalCents) : null,
    count: isShared || endsBy("count") ? Number(form.count) : null,
    endDate: endsBy("date") ? String(form.endDate) : null,
    stopAtCents: endsBy("total") ? centsOf(form.stopAtCents) : null,
  };
}

const leaveFields = {
  authorizedBy: text(120),
  authorizedHow: z.enum(AUTHORIZED_BY),
  isAuthorized: z.boolean(),
};

function checkLeave(form: { authorizedBy: string; isAuthorized: boolean }, context: z.RefinementCtx): void {
  if (form.authorizedBy === "")
    context.addIssue({ code: "custom", path: ["authorizedBy"], message: "authorized_by_missing" });
  if (!form.isAuthorized)
    context.addIssue({ code: "custom", path: ["isAuthorized"], message: "authorization_missing" });
}

export const MAX_ENROLLED = 200;

const enrolled = z.object({ payerId: id, methodId: id, clientRef: text(120), matterRef: text(120) });

/** A new schedule of one payer, or a general plan with the payers that are enrolled in it. */
export const CreateSchedulesInput = z
  .object({
    /** "" for a new one; else more payers join that plan. */
    planId: z.string().max(60),
    isGeneral: z.boolean(),
    name: text(120).min(1, "schedule_name_missing"),
    account: id,
    payers: z.array(enrolled).min(1, "payers_missing").max(MAX_ENROLLED, "payers_too_many"),
    invoiceNumber: text(60),
    ...termsFields,
    ...leaveFields,
    requestId: z.string().min(8).max(200).optional(),
  })
  .superRefine((form, context) => {
    checkTerms(form, context);
    checkLeave(form, context);
  });
export type CreateSchedulesInput = z.infer<typeof CreateSchedulesInput>;

export const ChangeScheduleInput = z
  .object({
    scheduleId: id,
    revision: z.int(),
    methodId: id,
    name: text(120).min(1, "schedule_name_missing"),
    ...termsFields,
    ...leaveFields,
  })
  .superRefine((form, context) => {
    checkTerms(form, context);
    checkLeave(form, context);
  });
export type ChangeScheduleInput = z.infer<typeof ChangeScheduleInput>;

/** One schedule, or all of a plan at once. */
export const SchedulesInput = z.object({ scheduleIds: z.array(id).min(1).max(1_000) });
export type SchedulesInput = z.infer<typeof SchedulesInput>;

export const RunInput = z.object({ scheduleId: id, period: z.iso.date() });
export type RunInput = z.infer<typeof RunInput>;

/** What was done about a run; colleagues read it, and the history keeps it. */
export const ResolveRunInput = RunInput.extend({
  note: text(500).min(3, { error: "note_missing" }),
});
export type ResolveRunInput = z.infer<typeof ResolveRunInput>;

/** The list as it stands in the address bar; a part that is not valid is left out instead of failing the page. */
export const ScheduleFilter = z.object({
  status: z.enum(["", ...SCHEDULE_STATUSES, "failed"]).catch(""),
  payer: z.string().max(60).catch(""),
  plan: z.string().max(60).catch(""),
  /** "30": with a run within the next 30 days, today included. */
  coming: z.enum(["", "30"]).catch(""),
  accountKind: z.enum(["", "operating", "trust"]).catch(""),
  q: z.string().trim().max(120).catch(""),
  sort: z.enum(sortTextsOf(SCHEDULE_SORTS)).catch("-created"),
  cursor: z.string().max(2_000).nullish().catch(null),
  limit: z.int().min(1).max(200).catch(50),
});
export type ScheduleFilter = z.infer<typeof ScheduleFilter>;
