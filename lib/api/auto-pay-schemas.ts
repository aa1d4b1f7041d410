import { z } from "zod";
import { AUTO_PAY_STATUSES, RUN_STATUSES } from "@/lib/auto-pays/model";
import { FREQUENCIES } from "@/lib/schedules/model";
import { amountCents, calendarDate, cents, instant, listOf, listQuery, optionalText } from "./parts";

const oneOf = (values: readonly string[]) => `Write one of ${values.join(", ")}.`;
const id = z.string().min(1).max(60);

const terms = {
  name: z.string().trim().min(1, "Write a name.").max(80, "Write at most 80 characters."),
  methodId: id.meta({ description: "A saved method of the payer, at an operating account." }),
  account: z
    .string()
    .min(1)
    .max(120)
    .meta({ description: "Id or exact name of the merchant account that keeps the method." }),
  arMessage: optionalText(200).meta({ description: "Travels to the matter system; the client never sees it." }),
  frequency: z.enum(FREQUENCIES, { error: oneOf(FREQUENCIES) }),
  startDate: calendarDate.meta({ description: "The first payment or query, in the firm's zone, at 09:00." }),
  days: z
    .array(z.union([z.literal("last"), z.int().min(1).max(31)]), {
      error: 'Write two days, such as [1, 15] or [15, "last"].',
    })
    .meta({ description: "Of `twice_monthly`: two days of the month." }),
  upToCents: amountCents
    .nullable()
    .meta({ description: "The most that one run charges; null: all that is outstanding." }),
  includeOtherPayors: z.boolean().meta({ description: "Also the parts of shared bills that are billed to others." }),
  associationIds: z
    .array(id)
    .min(1, "Name at least one association.")
    .max(200)
    .meta({ description: "What it may draw on: associations of the payer." }),
};

export const CreateAutoPayBody = z
  .strictObject({
    payerId: id,
    ...terms,
    days: terms.days.default([]),
    upToCents: terms.upToCents.default(null),
    includeOtherPayors: terms.includeOtherPayors.default(false),
    acknowledged: z
      .literal(true, { error: "Write true: the firm is responsible for the balances in its matter system." })
      .meta({ description: "The firm's word that the balances in its matter system are its own responsibility." }),
  })
  .meta({ id: "NewAutoPay" });

export const ChangeAutoPayBody = z
  .strictObject({
    ...(Object.fromEntries(Object.entries(terms).map(([name, schema]) => [name, schema.optional()])) as {
      [Name in keyof typeof terms]: z.ZodOptional<(typeof terms)[Name]>;
    }),
    action: z
      .enum(["pause", "resume", "cancel", "renew"], { error: oneOf(["pause", "resume", "cancel", "renew"]) })
      .optional()
      .meta({ description: "Done after the changes beside it." }),
  })
  .meta({ id: "AutoPayChange" });
export type ChangeAutoPayBody = z.output<typeof ChangeAutoPayBody>;

export const AutoPayListQuery = z.object({
  payerId: z.string().max(60).optional().meta({ description: "Of one payer." }),
  status: z.enum(AUTO_PAY_STATUSES, { error: oneOf(AUTO_PAY_STATUSES) }).optional(),
  ...listQuery,
});

const run = z.object({
  date: calendarDate,
  status: z.enum(RUN_STATUSES),
  reason: z.string().nullable().meta({ description: "Why it waits, failed or was left out." }),
  amountCents: cents,
  paymentId: z.string().nullable(),
  nextTryAt: instant.nullable(),
});

export const AutoPayAnswer = z
  .object({
    id: z.string(),
    status: z.enum(AUTO_PAY_STATUSES),
    endReason: z.string().nullable(),
    payerId: z.string(),
    payerName: z.string(),
    name: z.string(),
    methodId: z.string(),
    accountId: z.string(),
    account: z.string(),
    currency: z.string(),
    arMessage: z.string(),
    frequency: z.enum(FREQUENCIES),
    startDate: calendarDate,
    days: z.array(z.union([z.literal("last"), z.int()])),
    upToCents: cents.nullable(),
    includeOtherPayors: z.boolean(),
    nextRunDate: calendarDate.nullable(),
    endsOn: calendarDate
      .nullable()
      .meta({ description: "No run from this day on; null where only invoices are enrolled." }),
    lastRun: run.nullable(),
    createdAt: instant,
  })
  .meta({ id: "AutoPay" });
export type AutoPayAnswer = z.input<typeof AutoPayAnswer>;

export const AutoPayDetailAnswer = AutoPayAnswer.extend({
  associationIds: z.array(z.string()),
  runs: z.array(run),
}).meta({ id: "AutoPayDetail" });

export const AutoPayList = listOf(AutoPayAnswer);

const line = z.object({
  invoiceNumber: z.string(),
  clientNumber: z.string(),
  matterNumber: z.string(),
  matterName: z.string(),
  payorName: z.string(),
  datedOn: z.string().nullable(),
  balanceCents: cents.meta({ description: "As the matter system has it." }),
  unconfirmedCents: cents.meta({ description: "Paid here and not seen there yet." }),
  amountCents: cents.meta({ description: "What the run would charge for it." }),
});

const planned = {
  lines: z.array(line).meta({ description: "Oldest first." }),
  totalCents: cents,
  restCents: cents.meta({ description: "What would stay open because of `upToCents`." }),
};

export const AutoPayPreviewAnswer = z
  .object({
    at: instant.meta({ description: "When the balances were read." }),
    currency: z.string(),
    ...planned,
    runs: z
      .array(z.object({ date: calendarDate, ...planned }))
      .meta({ description: "The next runs one after the other." }),
    leftOut: z.array(
      z.object({
        invoiceNumber: z.string(),
        matterNumber: z.string(),
        owedCents: cents,
        currency: z.string(),
        reason: z.enum(["other_payor", "other_currency", "on_its_way"]),
      }),
    ),
  })
  .meta({ id: "AutoPayPreview" });
