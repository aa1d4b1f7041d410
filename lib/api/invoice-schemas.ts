import { z } from "zod";
import { INVOICE_STATUSES, INVOICE_VIEWS } from "@/lib/invoices/model";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { calendarDate, cents, instant, listOf, listQuery, optionalText, shortText } from "./parts";

const percent = (longest: number) =>
  z
    .number({ error: "Write a percentage from 0 to 100." })
    .min(0, "Write a percentage from 0 to 100.")
    .max(100, "Write a percentage from 0 to 100.")
    .refine((value) => Number(value.toFixed(longest)) === value, `Write at most ${longest} decimals.`);

const email = z.email({ error: "Write a mail address such as elena@marsh.example." });

const LineBody = z.strictObject({
  description: z.string({ error: "Say what the line is for." }).trim().min(1, "Say what the line is for.").max(500),
  quantity: z
    .number({ error: "Write a quantity above zero, such as 1.5." })
    .min(0.01, "Write a quantity of 0.01 or more.")
    .max(999_999.99)
    .refine((value) => Number(value.toFixed(2)) === value, "Write at most two decimals.")
    .default(1),
  unitPriceCents: z
    .int({ error: "Write a whole number of cents: 42500 is $425.00." })
    .min(0, "Write 0 cents or more.")
    .max(MAX_AMOUNT_CENTS),
  discountPercent: percent(2).default(0),
  isTaxable: z.boolean().default(false),
});

export type LineBody = z.infer<typeof LineBody>;

const account = z.string({ error: "Write the id or exact name of a merchant account." }).min(1).max(120);
const payerId = z.string().max(60).nullish();
const billTo = z
  .string({ error: "Say whom the invoice is for." })
  .trim()
  .min(1, "Say whom the invoice is for.")
  .max(120);
const recipientEmails = z.array(email).max(20);
const termsDays = z.int().min(0).max(365).optional();
const locale = z.enum(["en", "fr", "es"]).optional();
const lines = z.array(LineBody).max(100);

export const CreateInvoiceBody = z
  .strictObject({
    account,
    payerId,
    billTo,
    billToAddress: optionalText(500),
    recipientEmails: recipientEmails.default([]),
    clientRef: optionalText(120),
    matterRef: optionalText(120),
    issueDate: calendarDate.optional().meta({ description: "Left out: today in the firm’s time zone." }),
    termsDays: termsDays.meta({ description: "Left out: the firm’s own." }),
    notes: optionalText(2_000),
    locale,
    taxName: optionalText(40),
    taxPercent: percent(3).optional().meta({ description: "Left out: the firm’s own." }),
    lines: lines.default([]),
    send: z.boolean().default(false).meta({ description: "Issue it at once, and mail it to `recipientEmails`." }),
  })
  .meta({ id: "CreateInvoice" });

/** `default` would fill in what was left out, so each field stands bare and optional here. */
export const ChangeInvoiceBody = z
  .strictObject({
    account: account.optional(),
    payerId: payerId.meta({ description: "Null: of no payer on record." }),
    billTo: billTo.optional(),
    billToAddress: shortText(500).optional(),
    recipientEmails: recipientEmails.optional(),
    clientRef: shortText(120).optional(),
    matterRef: shortText(120).optional(),
    issueDate: calendarDate.optional(),
    termsDays,
    notes: shortText(2_000).optional(),
    locale,
    taxName: shortText(40).optional(),
    taxPercent: percent(3).optional(),
    lines: lines.optional().meta({ description: "In place of all lines that it has." }),
    revision: z.int().optional().meta({
      description: "The `revision` that you read. With it, a change made meanwhile by somebody else is a 409.",
    }),
  })
  .meta({ id: "ChangeInvoice" });

export const SendInvoiceBody = z
  .strictObject({
    recipientEmails: recipientEmails.optional().meta({ description: "In place of those it has." }),
    mail: z.boolean().default(true).meta({ description: "False: it is only issued; hand `url` out yourself." }),
  })
  .meta({ id: "SendInvoice" });

export const InvoiceListQuery = z.object({
  status: z.enum(INVOICE_VIEWS, { error: `Write one of: ${INVOICE_VIEWS.join(", ")}.` }).default("all"),
  q: z.string().max(120).optional().meta({ description: "Part of a number, name, reference or mail address." }),
  payerId: z.string().max(60).optional(),
  ...listQuery,
});

const summary = {
  id: z.string().meta({ example: "inv_0a1b2c" }),
  number: z.string().meta({ description: "Empty while it is a draft." }),
  status: z.enum(INVOICE_STATUSES),
  account: z.string(),
  currency: z.string(),
  payerId: z.string().nullable(),
  billTo: z.string(),
  clientRef: z.string(),
  matterRef: z.string(),
  issueDate: calendarDate,
  dueDate: calendarDate,
  totalCents: cents,
  paidCents: cents,
  inTransitCents: cents.meta({ description: "Bank debits that were accepted and have not settled." }),
  balanceCents: cents.meta({ description: "What may be asked for now." }),
  createdAt: instant,
  sentAt: instant.nullable(),
};

export const InvoiceSummary = z.object(summary).meta({ id: "InvoiceSummary" });
export type InvoiceSummary = z.infer<typeof InvoiceSummary>;
export const InvoiceList = listOf(InvoiceSummary);

export const InvoiceAnswer = z
  .object({
    ...summary,
    url: z.string().nullable().meta({ description: "Its page; null while it is a draft." }),
    billToAddress: z.string(),
    termsDays: z.int(),
    locale: z.enum(["en", "fr", "es"]),
    revision: z.int().meta({ description: "Grows with each change of the draft." }),
    recipientEmails: z.array(z.string()),
    notes: z.string(),
    taxName: z.string(),
    taxPercent: z.number(),
    grossCents: cents,
    discountCents: cents,
    taxCents: cents,
    lines: z.array(
      z.object({
        description: z.string(),
        quantity: z.number(),
        unitPriceCents: cents,
        discountPercent: z.number(),
        isTaxable: z.boolean(),
        grossCents: cents,
        discountCents: cents,
        taxCents: cents,
      }),
    ),
  })
  .meta({ id: "Invoice" });
export type InvoiceAnswer = z.infer<typeof InvoiceAnswer>;
