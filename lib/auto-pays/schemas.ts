import { z } from "zod";
import { MAX_AR_MESSAGE } from "@/lib/connect-settings/model";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { FREQUENCIES } from "@/lib/schedules/model";

/** Every message is a word that a screen turns into a sentence (`errors.field.*`). */

export const MAX_AUTO_PAY_NAME = 80;
/** Further ahead nobody plans, and a typing error in the year shows. */
export const LATEST_START_YEARS = 5;

const id = z.string().min(1).max(60);
const isoDate = z.iso.date({ error: "date_invalid" }).refine((text) => text >= "2000-01-01" && text <= "2199-12-31", {
  error: "date_invalid",
});
const monthDay = z.union([z.literal("last"), z.int({ error: "month_days_invalid" }).min(1).max(31)], {
  error: "month_days_invalid",
});

const terms = {
  methodId: id,
  /** Of the method; sent so that a form that shows another one is refused. */
  accountId: id,
  name: z.string().trim().min(1, "auto_pay_name_missing").max(MAX_AUTO_PAY_NAME, "text_too_long"),
  arMessage: z.string().trim().max(MAX_AR_MESSAGE, "text_too_long"),
  frequency: z.enum(FREQUENCIES),
  startDate: isoDate,
  /** Of twice a month: two; else none. */
  days: z.array(monthDay).max(2, "month_days_invalid"),
  /** Null: all that is outstanding. */
  capCents: z
    .int({ error: "amount_invalid" })
    .min(1, "amount_too_small")
    .max(MAX_AMOUNT_CENTS, "amount_too_large")
    .nullable(),
  paysOthers: z.boolean(),
};

type Days = { frequency: string; days: readonly unknown[] };
const daysFit = ({ frequency, days }: Days) =>
  frequency === "twice_monthly" ? days.length === 2 && days[0] !== days[1] : days.length === 0;
const daysProblem = { path: ["days"], message: "month_days_invalid" };

/** "Save and Manage Enrollments" of a new one. */
export const CreateAutoPayInput = z
  .object({ ...terms, payerId: id, requestKey: z.string().min(8).max(200) })
  .refine(daysFit, daysProblem);
export type CreateAutoPayInput = z.infer<typeof CreateAutoPayInput>;

/** The same of one that is there. `revision`: of what was seen; null for a program that does not care. */
export const UpdateAutoPayInput = z
  .object({ ...terms, autoPayId: id, revision: z.int().nullable() })
  .refine(daysFit, daysProblem);
export type UpdateAutoPayInput = z.infer<typeof UpdateAutoPayInput>;

/** "Enroll and Save": all that is to be enrolled from now on. */
export const EnrollInput = z.object({
  autoPayId: id,
  associationIds: z.array(id).min(1, "enrollment_missing").max(200),
});
export type EnrollInput = z.infer<typeof EnrollInput>;

export const AutoPayIdInput = z.object({ autoPayId: id });
export type AutoPayIdInput = z.infer<typeof AutoPayIdInput>;

/** "Save": `acknowledged` is the firm's word that the balances of its matter system are its own responsibility. */
export const SaveAutoPayInput = z.object({
  autoPayId: id,
  acknowledged: z.literal(true, { error: "acknowledgement_missing" }),
});
export type SaveAutoPayInput = z.infer<typeof SaveAutoPayInput>;

export const RetryRunInput = z.object({ autoPayId: id, runOn: isoDate });
export type RetryRunInput = z.infer<typeof RetryRunInput>;

/** The form as it is typed. The calendar's and the amount's own fields count only where their choice asks for them. */
export const AutoPayForm = z
  .object({
    ...{ methodId: terms.methodId, accountId: terms.accountId, name: terms.name, arMessage: terms.arMessage },
    ...{ frequency: terms.frequency, startDate: terms.startDate, paysOthers: terms.paysOthers },
    firstDay: z.string().max(4),
    secondDay: z.string().max(4),
    amount: z.enum(["all", "up_to"]),
    // What cannot be read as an amount arrives as undefined or NaN.
    capCents: z.custom<number | undefined>(() => true),
  })
  .superRefine(({ frequency, firstDay, secondDay, amount, capCents }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (frequency === "twice_monthly" && firstDay === secondDay) say("secondDay", "month_days_invalid");
    if (amount === "all") return;
    if (capCents === undefined || !Number.isInteger(capCents)) say("capCents", "amount_invalid");
    else if (capCents < 1) say("capCents", "amount_too_small");
    else if (capCents > MAX_AMOUNT_CENTS) say("capCents", "amount_too_large");
  });
export type AutoPayTyped = z.input<typeof AutoPayForm>;

/** "Save and Manage Enrollments". `autoPayId` is "" for a new one. */
export const SubmitAutoPayInput = AutoPayForm.and(
  z.object({ payerId: id, autoPayId: z.string().max(60), revision: z.int(), requestId: z.string().min(8).max(200) }),
);
export type SubmitAutoPayInput = z.infer<typeof SubmitAutoPayInput>;

/** Of the address; never refuses, because it asks for nothing that can be mended. */
export const PreviewQuery = z.object({ id: z.string().max(60).catch("") });

/** One click: "Error-Failed AutoPay" among one's own notifications. */
export const TellMeInput = z.object({ event: z.literal("auto_pay_failed") });
